package io.earlyview.training.release;

import com.google.protobuf.util.Timestamps;
import io.earlyview.v1.DecisionKind;
import io.earlyview.v1.ReleaseDecision;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The only writer of releases: adds a decision to each that changes, signs, archives and publishes them together. */
@ApplicationScoped
public class ReleaseRegister {
    private final ManifestSigning signing;
    private final ManifestArchive archive;
    private final ModelsTopic models;
    private final Clock clock;

    public ReleaseRegister(ManifestSigning signing, ManifestArchive archive, ModelsTopic models, Clock clock) {
        this.signing = signing;
        this.archive = archive;
        this.models = models;
        this.clock = clock;
    }

    /** A release, the stage it goes to, and why. */
    record Entry(ReleaseManifest manifest, ReleaseStage stage, Decision decision) {}

    /**
     * What was decided.
     *
     * @param overriding why the gate's word did not count; empty where it did
     * @param other the release that went or came in its place; empty where there is none
     */
    record Decision(DecisionKind kind, String by, String reason, String overriding, String other) {}

    /** Enters all of these, or none. Gives them back as they were written, in the same order. */
    List<ReleaseManifest> enter(List<Entry> entries) {
        List<ReleaseManifest> written = new ArrayList<>();
        for (Entry entry : entries) {
            ReleaseManifest changed = entry.manifest().toBuilder()
                    .setStage(entry.stage())
                    .addDecisions(decided(entry.decision()))
                    .build();
            written.add(vouched(entry.manifest()) ? signing.signed(changed) : changed);
        }
        Optional<ReleaseManifest> champion = written.stream()
                .filter(manifest -> manifest.getStage() == ReleaseStage.RELEASE_STAGE_CHAMPION)
                .findFirst();
        models.write(written, champion);
        written.forEach(archive::keep);
        return written;
    }

    /** A manifest whose signature does not hold is not made good by signing it again. One without a history is new. */
    private boolean vouched(ReleaseManifest before) {
        return before.getDecisionsCount() == 0 || !(signing.check(before) instanceof SignatureCheck.Broken);
    }

    private ReleaseDecision decided(Decision decision) {
        return ReleaseDecision.newBuilder()
                .setKind(decision.kind())
                .setBy(decision.by())
                .setReason(decision.reason())
                .setAt(Timestamps.fromMillis(clock.instant().toEpochMilli()))
                .setOverrideReason(decision.overriding())
                .setOtherReleaseId(decision.other())
                .build();
    }
}
