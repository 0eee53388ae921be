package io.earlyview.training.fitting;

import io.earlyview.exams.Training;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.domain.StoppingPolicy;
import io.earlyview.training.evaluation.ReplayedCase;
import io.earlyview.training.evaluation.SetScorer;
import io.earlyview.training.evaluation.StoppingSearch;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network on a set of views as an encoder and a head, calibrated for each number of frames, with the policy by which scores
 * may stop a scan.
 *
 * @param basis what stages and policy rest on, in words
 */
record SetExport(OnnxNetwork onnx, Optional<StoppingPolicy> stopping, String basis) {

    /** @param needed the line of the needed frames */
    static SetExport of(
            Prepared run, Weights weights, Calibration needed, FurtherViewSource source, FittingProgress progress) {
        NetworkSpecification network = run.recipe().network();
        byte[] encoder = OnnxExport.encoder(network, weights);
        EncodedCases cases;
        StageFit fit;
        try (SetScorer uncalibrated = new SetScorer(encoder, OnnxExport.uncalibratedHead(network, weights))) {
            List<LabelledExample> unseen = Stream.concat(run.validation().stream(), run.heldOut().stream())
                    .toList();
            cases = EncodedCases.of(run, unseen, source, uncalibrated, progress);
            fit = StageFit.of(run, needed, cases.of(run.validation()), uncalibrated);
        }
        OnnxNetwork onnx = OnnxNetwork.set(encoder, OnnxExport.head(network, weights, fit.stages()));
        Training.Stopping asked = run.plan().exam().training().stopping();
        if (asked == null) {
            return new SetExport(onnx, Optional.empty(), fit.basis());
        }
        StoppingSearch.Found found = stopping(run, onnx, cases, fit.stages(), asked);
        return new SetExport(onnx, found.policy(), fit.basis() + "; " + found.sentence());
    }

    private static StoppingSearch.Found stopping(
            Prepared run, OnnxNetwork onnx, EncodedCases cases, StageCalibration stages, Training.Stopping asked) {
        List<Integer> leastFrames =
                stages.knots().stream().map(StageCalibration.Knot::frames).toList();
        try (SetScorer halves = new SetScorer(onnx.graph(), onnx.head())) {
            return new StoppingSearch(
                            replayed(run, cases.of(run.validation()), halves),
                            replayed(run, cases.of(run.heldOut()), halves),
                            asked.riskLimit(),
                            leastFrames)
                    .search();
        }
    }

    private static List<ReplayedCase> replayed(Prepared run, EncodedCases cases, SetScorer halves) {
        int first = run.recipe().network().frames();
        return cases.examples().stream()
                .map(example -> {
                    float[][] embeddings = cases.of(example);
                    double[] probabilities = new double[embeddings.length - first + 1];
                    for (int i = 0; i < probabilities.length; i++) {
                        probabilities[i] = halves.probability(embeddings, first + i);
                    }
                    return new ReplayedCase(example.classIndex() == 1, first, probabilities);
                })
                .toList();
    }
}
