package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.SetScorer;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.StageCalibration.Knot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Fits a line for each of a few numbers of frames to the inner validation cases that have so many. Where they are too few, the
 * line of the number before holds.
 *
 * @param basis what it rests on, in words
 */
record StageFit(StageCalibration stages, String basis) {
    /** Numbers of frames between which a score changes about as much. */
    private static final List<Integer> STAGES = List.of(4, 10, 20, 60, 120);

    /** @param uncalibrated its head gives outputs that nothing has calibrated */
    static StageFit of(Prepared run, Calibration needed, EncodedCases validation, SetScorer uncalibrated) {
        int first = run.recipe().network().frames();
        List<Knot> knots = new ArrayList<>(List.of(new Knot(first, needed)));
        List<String> counts = new ArrayList<>();
        for (int frames : STAGES) {
            List<LabelledExample> cases = validation.with(frames);
            if (frames > first && run.recipe().calibrated() && cases.size() >= CalibrationFit.EXAMPLES_MIN) {
                double[][] outputs = cases.stream()
                        .map(each -> uncalibrated.outputs(validation.of(each), frames))
                        .toArray(double[][]::new);
                knots.add(new Knot(frames, CalibrationFit.fit(run.targets(), outputs, cases)));
                counts.add(frames + " to " + cases.size());
            }
        }
        return new StageFit(new StageCalibration(knots), basis(run, knots, counts, validation));
    }

    private static String basis(Prepared run, List<Knot> knots, List<String> counts, EncodedCases validation) {
        if (counts.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "that line holds for every number of frames: %d inner validation examples have further frames, at least"
                            + " %d with the same number are needed",
                    validation.examples().size(),
                    CalibrationFit.EXAMPLES_MIN);
        }
        return "then by number of frames, fitted for " + String.join(", ", counts) + " inner validation examples: "
                + knots.stream().skip(1).map(StageFit::told).collect(Collectors.joining(", "));
    }

    private static String told(Knot knot) {
        return String.format(
                Locale.ROOT,
                "at %d slope %.4f and offset %.4f",
                knot.frames(),
                knot.line().slope(),
                knot.line().offset());
    }
}
