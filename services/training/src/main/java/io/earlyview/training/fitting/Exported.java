package io.earlyview.training.fitting;

import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.domain.StoppingPolicy;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.NetworkScorer;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A fitted network as one graph, or as encoder and head where it takes a set of views, and what these say of the held-out
 * examples.
 *
 * @param outputs the network's on the held-out examples, raw
 * @param predictions of the held-out examples, on the needed frames, through ONNX Runtime
 * @param reference the training framework's, to hold them against
 * @param calibrator what makes outputs probabilities or quantities, with its numbers and what they rest on
 * @param stopping when a scan may stop; empty where that is not asked for, and where no limit kept the risk
 */
@SuppressWarnings("ArrayRecordComponent")
record Exported(
        OnnxNetwork onnx,
        double[][] outputs,
        double[][] predictions,
        double[][] reference,
        String calibrator,
        Optional<StoppingPolicy> stopping) {

    /** Calibrates on the inner validation examples, exports, and scores; on the needed frames alone. */
    static Exported of(Prepared run, TorchNetwork network) {
        return of(run, network, FurtherViewSource.none(), FittingProgress.silent());
    }

    /** The same; where the network takes a set, it is calibrated for as many frames as {@code further} has. */
    static Exported of(Prepared run, TorchNetwork network, FurtherViewSource further, FittingProgress progress) {
        Calibration calibration = run.recipe().calibrated()
                ? CalibrationFit.fit(run.targets(), Outputs.of(network, run.validation()), run.validation())
                : run.targets().line();
        NetworkSpecification specification = run.recipe().network();
        Weights weights = network.weights();
        if (!specification.takesASet()) {
            OnnxNetwork onnx = OnnxExport.write(specification, weights, calibration);
            return scored(run, network, calibration, onnx, calibrator(run, calibration), Optional.empty());
        }
        SetExport set = SetExport.of(run, weights, calibration, further, progress);
        String calibrator = calibrator(run, calibration) + "; " + set.basis();
        return scored(run, network, calibration, set.onnx(), calibrator, set.stopping());
    }

    private static Exported scored(
            Prepared run,
            TorchNetwork network,
            Calibration calibration,
            OnnxNetwork onnx,
            String calibrator,
            Optional<StoppingPolicy> stopping) {
        List<LabelledExample> heldOut = run.heldOut();
        double[][] outputs = Outputs.of(network, heldOut);
        try (NetworkScorer scorer = NetworkScorer.of(onnx, run.plan().exam())) {
            return new Exported(
                    onnx,
                    outputs,
                    heldOut.stream().map(scorer::predict).toArray(double[][]::new),
                    Outputs.decoded(run.head(), outputs, calibration, heldOut),
                    calibrator,
                    stopping);
        }
    }

    /** Figures on the held-out examples. */
    EvaluationFigures figures(Prepared run) {
        return Evaluation.figures(run.target(), run.heldOut(), predictions, reference);
    }

    private static String calibrator(Prepared run, Calibration calibration) {
        return String.format(
                Locale.ROOT,
                "slope %.4f, offset %.4f, half width %.4f; %s",
                calibration.slope(),
                calibration.offset(),
                calibration.halfWidth(),
                CalibrationFit.basis(run));
    }
}
