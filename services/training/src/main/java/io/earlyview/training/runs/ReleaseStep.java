package io.earlyview.training.runs;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.DataSet;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.GateVerdict;
import io.earlyview.training.release.Candidate;
import io.earlyview.training.release.PromotionConfig;
import io.earlyview.training.release.PromotionOutcome;
import io.earlyview.training.release.PromotionRequest;
import io.earlyview.training.release.Promotions;
import io.earlyview.training.release.ReleasePublication;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The last step of a run that fitted a network: through the gate, to a release, and where that was asked for to champion. */
@ApplicationScoped
public class ReleaseStep {
    private final GateKeeping gate;
    private final LockedSets lockedSets;
    private final ReleasePublication publication;
    private final Promotions promotions;
    private final PromotionConfig promotion;
    private final RunBoard board;
    private final TrainingConfig config;
    private final Clock clock;

    public ReleaseStep(
            GateKeeping gate,
            LockedSets lockedSets,
            ReleasePublication publication,
            Promotions promotions,
            PromotionConfig promotion,
            RunBoard board,
            TrainingConfig config,
            Clock clock) {
        this.gate = gate;
        this.lockedSets = lockedSets;
        this.publication = publication;
        this.promotions = promotions;
        this.promotion = promotion;
        this.board = board;
        this.config = config;
        this.clock = clock;
    }

    /** Takes an evaluated run, whose criteria and lock are written down, to its end. */
    Run take(Run evaluated, ExamDescriptor exam, DataSet dataSet, List<LabelledExample> locked, Fitted fitted) {
        CriteriaEntry fixed = Objects.requireNonNull(evaluated.criteria(), "a fitted run has criteria");
        LockedSetEntry lock = Objects.requireNonNull(evaluated.lockedSet(), "a fitted run has a locked test set");
        Run releasing = evaluated.releasing();
        board.store(releasing);
        Optional<ReleaseManifest> earlier = publication.madeBy(exam.exam(), evaluated.runId());
        if (earlier.isPresent()) {
            return ended(releasing.with(GateParts.entry(earlier.get().getGate())), earlier.get(), fitted);
        }
        GateVerdict verdict = gate.judge(
                exam,
                fixed,
                lock,
                locked,
                fitted,
                () -> lockedSets.read(
                        exam.exam(), "run " + evaluated.runId(), "comparison with the champion", locked.size()));
        Run judged = releasing.judged(
                GateEntry.of(verdict),
                verdict.difference().map(ComparisonEntry::of).orElse(null),
                lock.read(lockedSets.reads(exam.exam()).size()));
        board.store(judged);
        ReleaseManifest made = publication.publish(new Candidate(
                exam,
                fitted.onnx(),
                fitted.stopping().map(ManifestParts::stopping),
                ManifestParts.lineage(judged, dataSet, fitted, config.codeVersion()),
                ManifestParts.evaluation(fitted.figures()),
                GateParts.of(verdict)));
        return ended(judged, made, fitted);
    }

    /** By what the gate found; a release that is champion already was made so before the service stopped under the run. */
    private Run ended(Run judged, ReleaseManifest made, Fitted fitted) {
        ReleaseEntry release = new ReleaseEntry(made.getReleaseId(), made.getArtifactSha256(), made.getArtifactSize());
        String found = String.join(" ", made.getGate().getSentencesList());
        return switch (made.getGate().getOutcome()) {
            case GATE_OUTCOME_PASSED -> passed(judged, made, release, fitted);
            case GATE_OUTCOME_WORSE ->
                judged.published(
                        release,
                        RunState.CANDIDATE,
                        release.releaseId() + " stays a candidate, for the champion is better. " + found
                                + " Whoever wants it all the same gives a reason: "
                                + how(release, " --override REASON"),
                        clock.instant());
            case GATE_OUTCOME_REFUSED, GATE_OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
                judged.published(
                        release,
                        RunState.REJECTED,
                        "The gate refused " + release.releaseId() + ", and it can never be promoted. " + found,
                        clock.instant());
        };
    }

    private Run passed(Run judged, ReleaseManifest made, ReleaseEntry release, Fitted fitted) {
        if (made.getStage() == ReleaseStage.RELEASE_STAGE_CHAMPION) {
            return judged.published(
                    release,
                    RunState.RELEASED,
                    release.releaseId() + " is champion of " + made.getExam() + " now. " + fitted.selection(),
                    clock.instant());
        }
        if (!judged.plan().promote() || promotion.secondPerson()) {
            String people =
                    promotion.secondPerson() ? "Two people have to promote it, one after the other: " : "Promote it: ";
            return judged.published(
                    release,
                    RunState.CANDIDATE,
                    release.releaseId() + " passed the gate and is a candidate. " + people + how(release, ""),
                    clock.instant());
        }
        PromotionOutcome outcome = promotions.promote(
                release.releaseId(),
                new PromotionRequest("run " + judged.runId(), "The run was to promote what the gate lets pass.", ""));
        return outcome instanceof PromotionOutcome.Done
                ? judged.published(
                        release, RunState.RELEASED, outcome.sentence() + " " + fitted.selection(), clock.instant())
                : judged.published(
                        release,
                        RunState.CANDIDATE,
                        release.releaseId() + " stays a candidate. " + outcome.sentence(),
                        clock.instant());
    }

    private static String how(ReleaseEntry release, String more) {
        return "`./earlyview models promote " + release.releaseId() + more + "` or POST /api/v1/releases/"
                + release.releaseId() + "/promotion.";
    }
}
