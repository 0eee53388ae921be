package io.earlyview.local.train;

import io.earlyview.local.train.TrainingClient.Comparison;
import io.earlyview.local.train.TrainingClient.Evaluation;
import io.earlyview.local.train.TrainingClient.Run;
import java.util.Locale;

/** How a run ended, for people. */
final class RunReport {
    private RunReport() {}

    static String of(Run run) {
        StringBuilder text = new StringBuilder(run.state()).append(": ").append(run.sentence());
        if (run.dataSet() != null) {
            text.append("\n  examples   ")
                    .append(run.dataSet().examples())
                    .append(' ')
                    .append(run.dataSet().perClass())
                    .append(run.dataSet().simulated() ? ", simulated" : "");
        }
        if (run.evaluation() != null) {
            text.append(figures(run.evaluation()));
        }
        if (run.comparison() != null) {
            text.append(champion(run.comparison()));
        }
        if (run.release() != null) {
            text.append("\n  release    ").append(run.release().releaseId());
            text.append("\n  sha256     ").append(run.release().artifactSha256());
        }
        return text.append("\nResearch use only. Not a medical device; not for diagnosis.")
                .toString();
    }

    private static String figures(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "%n  held out   %d examples, scored through ONNX Runtime, never trained on"
                        + "%n  AUROC      %.3f (95 %% interval %.3f to %.3f, DeLong)"
                        + "%n  accuracy   %.3f (no-information rate %.3f)   Brier %.3f"
                        + "%n  parity     %.1e between training framework and ONNX Runtime",
                evaluation.examples(),
                evaluation.auroc(),
                evaluation.aurocLow(),
                evaluation.aurocHigh(),
                evaluation.accuracy(),
                evaluation.noInformationRate(),
                evaluation.brier(),
                evaluation.parityMaxDifference());
    }

    private static String champion(Comparison comparison) {
        return comparison.championAuroc() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n  before     %s: AUROC %.3f on the same held-out examples",
                        comparison.championReleaseId(),
                        comparison.championAuroc());
    }
}
