package io.earlyview.training.release;

import io.earlyview.training.release.PromotionOutcome.Done;
import io.earlyview.training.release.PromotionOutcome.Proposed;
import io.earlyview.training.release.PromotionOutcome.Refused;
import io.earlyview.training.release.PromotionOutcome.Unknown;
import io.earlyview.training.release.ReleaseRegister.Decision;
import io.earlyview.training.release.ReleaseRegister.Entry;
import io.earlyview.v1.DecisionKind;
import io.earlyview.v1.ReleaseDecision;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes releases champion and takes them back, one wish after the other. The topic's state decides, not this process's. */
@ApplicationScoped
public class Promotions {
    private static final Logger LOG = Logger.getLogger(Promotions.class);

    private final ModelsTopic models;
    private final ReleaseRegister register;
    private final ArtifactStore artifacts;
    private final ManifestSigning signing;
    private final PromotionConfig config;

    public Promotions(
            ModelsTopic models,
            ReleaseRegister register,
            ArtifactStore artifacts,
            ManifestSigning signing,
            PromotionConfig config) {
        this.models = models;
        this.register = register;
        this.artifacts = artifacts;
        this.signing = signing;
        this.config = config;
    }

    /** Makes a release champion, or proposes it where a second person has to agree. */
    public synchronized PromotionOutcome promote(String releaseId, PromotionRequest request) {
        Releases releases = models.read();
        Optional<ReleaseManifest> found = releases.find(releaseId);
        if (found.isEmpty()) {
            return unknown(releaseId);
        }
        ReleaseManifest release = found.get();
        Optional<ReleaseManifest> champion = releases.champion(release.getExam());
        String champ = champion.map(ReleaseManifest::getReleaseId).orElse("");
        Optional<ReleaseDecision> proposal = proposal(release, champ);
        String overriding = request.overriding().isEmpty()
                ? proposal.map(ReleaseDecision::getOverrideReason).orElse("")
                : request.overriding();
        Promotability may = Promotability.of(release, champ);
        if (may instanceof Promotability.Never(String why)) {
            return new Refused(why);
        }
        if (may instanceof Promotability.WithReason(String why) && overriding.isEmpty()) {
            return new Refused(why + " It is promoted only with a reason to override that, which is recorded.");
        }
        Optional<String> damaged = damage(release, overriding);
        if (damaged.isPresent()) {
            return new Refused(damaged.get());
        }
        if (config.secondPerson()) {
            if (proposal.isEmpty()) {
                return proposed(release, request, champ);
            }
            if (same(proposal.get().getBy(), request.by())) {
                return new Refused("A second person has to agree: " + request.by() + " proposed " + releaseId
                        + " and cannot be both.");
            }
        }
        Decision decision =
                new Decision(DecisionKind.DECISION_KIND_PROMOTED, request.by(), request.reason(), overriding, champ);
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(release, ReleaseStage.RELEASE_STAGE_CHAMPION, decision));
        champion.ifPresent(before -> entries.add(new Entry(
                before,
                ReleaseStage.RELEASE_STAGE_RETIRED,
                new Decision(
                        DecisionKind.DECISION_KIND_RETIRED, request.by(), request.reason(), overriding, releaseId))));
        ReleaseManifest now = register.enter(entries).getFirst();
        LOG.infof("A release is champion now; exam=%s release=%s before=%s", now.getExam(), releaseId, champ);
        return new Done(
                now,
                releaseId + " is champion of " + now.getExam() + " now"
                        + (champ.isEmpty() ? "" : ", in place of " + champ) + ".");
    }

    /** Takes a champion back: the one before it comes again. One person is enough, as it may have to be quick. */
    public synchronized PromotionOutcome rollBack(String releaseId, PromotionRequest request) {
        Releases releases = models.read();
        Optional<ReleaseManifest> found = releases.find(releaseId);
        if (found.isEmpty()) {
            return unknown(releaseId);
        }
        ReleaseManifest now = found.get();
        if (now.getStage() != ReleaseStage.RELEASE_STAGE_CHAMPION) {
            return new Refused("Release " + releaseId + " is not champion, so that there is nothing to take back.");
        }
        Optional<ReleaseManifest> before =
                before(now, releases).or(() -> predecessor(now).flatMap(releases::find));
        if (before.isEmpty()) {
            return new Refused("Before " + releaseId + " no release was champion that is still known.");
        }
        Optional<String> damaged = damage(before.get(), request.overriding());
        if (damaged.isPresent()) {
            return new Refused(damaged.get());
        }
        String back = before.get().getReleaseId();
        ReleaseManifest restored = register.enter(List.of(
                        new Entry(
                                before.get(),
                                ReleaseStage.RELEASE_STAGE_CHAMPION,
                                decision(DecisionKind.DECISION_KIND_RESTORED, request, releaseId)),
                        new Entry(
                                now,
                                ReleaseStage.RELEASE_STAGE_RETIRED,
                                decision(DecisionKind.DECISION_KIND_ROLLED_BACK, request, back))))
                .getFirst();
        LOG.infof("A champion was taken back; exam=%s release=%s restored=%s", now.getExam(), releaseId, back);
        boolean same = Artifact.of(restored).equals(Artifact.of(now));
        return new Done(
                restored,
                back + " is champion of " + now.getExam() + " again, " + releaseId + " is retired."
                        + (same ? " Both are the same network: no other was champion before." : ""));
    }

    private PromotionOutcome proposed(ReleaseManifest release, PromotionRequest request, String champion) {
        Decision decision = new Decision(
                DecisionKind.DECISION_KIND_PROPOSED, request.by(), request.reason(), request.overriding(), champion);
        ReleaseManifest written = register.enter(List.of(new Entry(release, release.getStage(), decision)))
                .getFirst();
        return new Proposed(
                written,
                request.by() + " proposes " + release.getReleaseId()
                        + "; it becomes champion when a second person promotes it too.");
    }

    /** The open proposal: the last decision, if it was made in view of the champion of now. */
    private static Optional<ReleaseDecision> proposal(ReleaseManifest release, String champion) {
        return release.getDecisionsList().stream()
                .reduce((first, last) -> last)
                .filter(last -> last.getKind() == DecisionKind.DECISION_KIND_PROPOSED)
                .filter(last -> last.getOtherReleaseId().equals(champion));
    }

    /** Whom a champion replaced when it was promoted; being restored does not change that. */
    /** The last champion that was another network: the same bytes may have been champion several times in a row. */
    private static Optional<ReleaseManifest> before(ReleaseManifest champion, Releases releases) {
        Set<String> passed = new HashSet<>();
        Optional<ReleaseManifest> at = Optional.of(champion);
        while (at.isPresent()
                && Artifact.of(at.get()).equals(Artifact.of(champion))
                && passed.add(at.get().getReleaseId())) {
            at = predecessor(at.get()).flatMap(releases::find);
        }
        return at.filter(found -> !Artifact.of(found).equals(Artifact.of(champion)));
    }

    private static Optional<String> predecessor(ReleaseManifest champion) {
        return champion.getDecisionsList().stream()
                .filter(decision -> decision.getKind() == DecisionKind.DECISION_KIND_PROMOTED)
                .reduce((first, last) -> last)
                .map(ReleaseDecision::getOtherReleaseId)
                .filter(id -> !id.isEmpty());
    }

    /** After the installation's key was changed, only a reason to override brings back what the old key signed. */
    private Optional<String> damage(ReleaseManifest release, String overriding) {
        if (overriding.isEmpty() && signing.check(release) instanceof SignatureCheck.Broken(String why)) {
            return Optional.of("The signature of " + release.getReleaseId() + " does not hold: " + why
                    + ". It comes into use only with a reason to override that, which is recorded.");
        }
        return artifacts.holds(Artifact.of(release))
                ? Optional.empty()
                : Optional.of("The artifact of " + release.getReleaseId() + " is not in the store, or is damaged.");
    }

    private static Decision decision(DecisionKind kind, PromotionRequest request, String other) {
        return new Decision(kind, request.by(), request.reason(), request.overriding(), other);
    }

    private static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }

    private static PromotionOutcome unknown(String releaseId) {
        return new Unknown("There is no release " + releaseId + ".");
    }
}
