package io.earlyview.training.runs;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.AcceptanceCriteria;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.evaluation.Gate;
import io.earlyview.training.evaluation.GateVerdict;
import io.earlyview.training.evaluation.NetworkScorer;
import io.earlyview.training.release.Artifact;
import io.earlyview.training.release.ArtifactStore;
import io.earlyview.training.release.ModelsTopic;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.ReleaseManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings a run's network and the champion before the gate, on the same locked examples. */
@ApplicationScoped
public class GateKeeping {
    private static final Logger LOG = Logger.getLogger(GateKeeping.class);

    private final ModelsTopic models;
    private final ArtifactStore artifacts;

    public GateKeeping(ModelsTopic models, ArtifactStore artifacts) {
        this.models = models;
        this.artifacts = artifacts;
    }

    /**
     * The gate's verdict.
     *
     * @param fixed the criteria as the run had written them down
     * @param beforeComparing told when the locked examples are about to be scored again
     */
    GateVerdict judge(
            ExamDescriptor exam,
            CriteriaEntry fixed,
            LockedSetEntry lock,
            List<LabelledExample> locked,
            Fitted fitted,
            Runnable beforeComparing) {
        Optional<Gate.Champion> champion =
                models.champion(exam.exam()).flatMap(manifest -> scored(manifest, exam, lock, locked, beforeComparing));
        double[][] own = champion.isPresent() ? predictions(fitted.onnx(), exam, locked) : new double[0][];
        return Gate.judge(new Gate.Candidate(
                exam.target(), fixed.sha256(), AcceptanceCriteria.of(exam), fitted.figures(), locked, own, champion));
    }

    /** Nothing where the champion's artifact is not here or cannot be run: it must not stop its successor. */
    private Optional<Gate.Champion> scored(
            ReleaseManifest champion,
            ExamDescriptor exam,
            LockedSetEntry lock,
            List<LabelledExample> locked,
            Runnable beforeComparing) {
        Lineage lineage = champion.getLineage();
        boolean lockKept =
                lineage.hasLockedTestSet() && lineage.getLockedTestSet().getShare() == lock.share();
        try {
            Optional<OnnxNetwork> onnx = artifacts.find(Artifact.of(champion));
            if (onnx.isEmpty()) {
                return Optional.empty();
            }
            beforeComparing.run();
            return Optional.of(
                    new Gate.Champion(champion.getReleaseId(), predictions(onnx.get(), exam, locked), lockKept));
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            LOG.warnf("The champion cannot be compared; release=%s cause=%s", champion.getReleaseId(), e.getMessage());
            return Optional.empty();
        }
    }

    private static double[][] predictions(OnnxNetwork onnx, ExamDescriptor exam, List<LabelledExample> examples) {
        try (NetworkScorer scorer = NetworkScorer.of(onnx, exam)) {
            return examples.stream().map(scorer::predict).toArray(double[][]::new);
        }
    }
}
