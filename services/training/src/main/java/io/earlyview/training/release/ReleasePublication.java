package io.earlyview.training.release;

import com.google.protobuf.util.Timestamps;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.training.release.ReleaseRegister.Decision;
import io.earlyview.training.release.ReleaseRegister.Entry;
import io.earlyview.v1.DecisionKind;
import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes a fitted network a release. The artifact is on disk before the manifest names it. Nobody is champion by that. */
@ApplicationScoped
public class ReleasePublication {
    private static final Logger LOG = Logger.getLogger(ReleasePublication.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final ArtifactStore artifacts;
    private final ReleaseRegister register;
    private final ModelsTopic models;
    private final Clock clock;

    public ReleasePublication(ArtifactStore artifacts, ReleaseRegister register, ModelsTopic models, Clock clock) {
        this.artifacts = artifacts;
        this.register = register;
        this.models = models;
        this.clock = clock;
    }

    /** Stores, signs, publishes: as a candidate, or as rejected where the gate refused. */
    public ReleaseManifest publish(Candidate candidate) {
        Artifact artifact = artifacts.store(candidate.onnx());
        Instant now = clock.instant();
        ReleaseManifest.Builder manifest = ReleaseManifest.newBuilder()
                .setReleaseId(unused(releaseId(candidate.exam().exam(), artifact, now), models.read()))
                .setExam(candidate.exam().exam())
                .setKind(candidate.onnx().isSet() ? ReleaseKind.RELEASE_KIND_SET : ReleaseKind.RELEASE_KIND_STACK)
                .setArtifactSha256(artifact.sha256())
                .setArtifactSize(artifact.size())
                .setWeightsSha256(artifact.weightsSha256())
                .setWeightsSize(artifact.weightsSize())
                .setHeadSha256(artifact.headSha256())
                .setHeadSize(artifact.headSize())
                .addAllViewAnglesDegrees(candidate.exam().neededViews().stream()
                        .map(NeededView::angleDegrees)
                        .toList())
                .setFrames(candidate.exam().neededFrames().size())
                .setLineage(candidate.lineage())
                .setEvaluation(candidate.evaluation())
                .setGate(candidate.gate())
                .setReleasedAt(Timestamps.fromMillis(now.toEpochMilli()));
        candidate.stopping().ifPresent(manifest::setStopping);
        switch (candidate.exam().target()) {
            case Target.Binary binary ->
                manifest.setPositiveClass(binary.positiveClass()).addAllClassNames(binary.classes());
            case Target.Classes several -> manifest.addAllClassNames(several.classes());
            case Target.Quantity quantity -> manifest.setUnit(quantity.unit());
        }
        ReleaseStage stage = candidate.gate().getOutcome() == GateOutcome.GATE_OUTCOME_REFUSED
                ? ReleaseStage.RELEASE_STAGE_REJECTED
                : ReleaseStage.RELEASE_STAGE_CANDIDATE;
        Decision made = new Decision(
                DecisionKind.DECISION_KIND_MADE,
                "run " + candidate.lineage().getRunId(),
                "The run's network was judged by the gate.",
                "",
                candidate.gate().getChampionReleaseId());
        ReleaseManifest written = register.enter(List.of(new Entry(manifest.build(), stage, made)))
                .getFirst();
        LOG.infof("A release was made; exam=%s release=%s stage=%s", written.getExam(), written.getReleaseId(), stage);
        return written;
    }

    /** What the run made before the service stopped under it. */
    public Optional<ReleaseManifest> madeBy(String exam, String runId) {
        return models.read().of(exam).stream()
                .filter(manifest -> manifest.getLineage().getRunId().equals(runId))
                .findFirst();
    }

    /** Makes a release champion that comes with the system, where an exam has none. Its artifact is in the store. */
    void publishFirst(ReleaseManifest bundled) {
        Decision first = new Decision(
                DecisionKind.DECISION_KIND_PROMOTED,
                "the system",
                "It comes with the system, and the exam had no champion.",
                "",
                "");
        register.enter(List.of(new Entry(bundled, ReleaseStage.RELEASE_STAGE_CHAMPION, first)));
        LOG.infof("The bundled release is champion; exam=%s release=%s", bundled.getExam(), bundled.getReleaseId());
    }

    /** Two runs may make the same bytes on one day; each has its own verdict and history. */
    private static String unused(String releaseId, Releases releases) {
        String free = releaseId;
        for (int number = 2; releases.find(free).isPresent(); number++) {
            free = releaseId + "-" + number;
        }
        return free;
    }

    static String releaseId(String exam, Artifact artifact, Instant at) {
        return exam + "-" + DAY.format(at) + "-" + artifact.sha256().substring(0, 8);
    }
}
