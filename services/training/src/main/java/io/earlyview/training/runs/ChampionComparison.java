package io.earlyview.training.runs;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.release.ArtifactStore;
import io.earlyview.training.release.ModelsTopic;
import io.earlyview.v1.ReleaseManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Holds a candidate against the champion on the candidate's held-out examples. */
@ApplicationScoped
public class ChampionComparison {
    private static final Logger LOG = Logger.getLogger(ChampionComparison.class);
    private static final String NOTE =
            "Shown, not a gate. The champion may have been trained on some of these examples, which flatters it.";

    private final ModelsTopic models;
    private final ArtifactStore artifacts;

    public ChampionComparison(ModelsTopic models, ArtifactStore artifacts) {
        this.models = models;
        this.artifacts = artifacts;
    }

    /** The leading figure of both (area under the ROC curve, macro-F1, R²); nothing where there is no champion, or its artifact is not here or not usable. */
    Optional<ComparisonEntry> compare(ExamDescriptor exam, byte[] candidate, List<LabelledExample> heldOut) {
        Optional<ReleaseManifest> champion = models.champion(exam.exam());
        Optional<byte[]> artifact = champion.flatMap(manifest -> artifacts.find(manifest.getArtifactSha256()));
        if (champion.isEmpty() || artifact.isEmpty() || heldOut.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ComparisonEntry(
                    champion.get().getReleaseId(),
                    heldOut.size(),
                    Figures.finite(leading(exam, artifact.get(), heldOut)),
                    Figures.finite(leading(exam, candidate, heldOut)),
                    NOTE));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A champion that cannot be run here must not stop its successor.
            LOG.warnf(
                    "The champion cannot be compared; release=%s cause=%s",
                    champion.get().getReleaseId(), e.getMessage());
            return Optional.empty();
        }
    }

    private static double leading(ExamDescriptor exam, byte[] onnx, List<LabelledExample> heldOut) {
        try (OnnxScorer scorer = new OnnxScorer(onnx)) {
            double[][] predictions = heldOut.stream().map(scorer::predict).toArray(double[][]::new);
            return Evaluation.leading(exam.target(), heldOut, predictions);
        }
    }
}
