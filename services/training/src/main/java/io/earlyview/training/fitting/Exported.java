package io.earlyview.training.fitting;

import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.List;
import java.util.Locale;

/**
 * A fitted network as a graph, and what that graph says of the held-out examples.
 *
 * @param outputs the network's on the held-out examples, raw
 * @param predictions of the held-out examples through ONNX Runtime
 * @param reference the training framework's, to hold them against
 * @param calibration what makes outputs probabilities or quantities
 */
@SuppressWarnings("ArrayRecordComponent")
record Exported(
        OnnxNetwork onnx, double[][] outputs, double[][] predictions, double[][] reference, Calibration calibration) {

    /** Calibrates on the inner validation examples, exports, and scores. */
    static Exported of(Prepared run, TorchNetwork network) {
        List<LabelledExample> heldOut = run.heldOut();
        Calibration calibration = run.recipe().calibrated()
                ? CalibrationFit.fit(run.targets(), Outputs.of(network, run.validation()), run.validation())
                : run.targets().line();
        OnnxNetwork onnx = OnnxExport.write(run.recipe().network(), network.weights(), calibration);
        double[][] outputs = Outputs.of(network, heldOut);
        return new Exported(
                onnx,
                outputs,
                scored(onnx, heldOut),
                Outputs.decoded(run.head(), outputs, calibration, heldOut),
                calibration);
    }

    /** Figures on the held-out examples. */
    EvaluationFigures figures(Prepared run) {
        return Evaluation.figures(run.target(), run.heldOut(), predictions, reference);
    }

    /** The calibration in words, with its numbers. */
    String calibrator(Prepared run) {
        return String.format(
                Locale.ROOT,
                "slope %.4f, offset %.4f, half width %.4f; %s",
                calibration.slope(),
                calibration.offset(),
                calibration.halfWidth(),
                CalibrationFit.basis(run));
    }

    private static double[][] scored(OnnxNetwork onnx, List<LabelledExample> examples) {
        try (OnnxScorer scorer = new OnnxScorer(onnx)) {
            return examples.stream().map(scorer::predict).toArray(double[][]::new);
        }
    }
}
