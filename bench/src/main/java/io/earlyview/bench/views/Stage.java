package io.earlyview.bench.views;

import io.earlyview.training.evaluation.BrierScore;
import io.earlyview.training.evaluation.CalibrationLine;
import io.earlyview.training.evaluation.ConfusionCounts;
import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.PairedRocDifference;
import io.earlyview.training.evaluation.Reliability;
import io.earlyview.training.evaluation.RocArea;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well a reader does with so many views, on cases that nothing was learned from.
 *
 * @param probabilities of being abnormal
 * @param truth of the simulator
 * @param label the reader's verdict, some of it wrong
 */
@SuppressWarnings("ArrayRecordComponent")
record Stage(int views, double[] probabilities, boolean[] truth, boolean[] label) {
    private static final double THRESHOLD = 0.5;
    private static final int BINS_MAX = 10;
    private static final long SEED = 1;

    Estimate areaByTruth() {
        return RocArea.of(probabilities, truth).estimate();
    }

    Estimate areaByLabel() {
        return RocArea.of(probabilities, label).estimate();
    }

    ConfusionCounts confusion() {
        return ConfusionCounts.at(THRESHOLD, probabilities, truth);
    }

    Estimate brier() {
        String[] patients =
                IntStream.range(0, truth.length).mapToObj(Integer::toString).toArray(String[]::new);
        return BrierScore.of(probabilities, truth, patients, SEED);
    }

    Optional<CalibrationLine> calibrationByTruth() {
        return CalibrationLine.of(probabilities, truth);
    }

    Optional<CalibrationLine> calibrationByLabel() {
        return CalibrationLine.of(probabilities, label);
    }

    /** How much larger the area is than another reader's on the same cases, against the truth. */
    Estimate above(Stage other) {
        return PairedRocDifference.of(other.probabilities(), probabilities, truth)
                .estimate();
    }

    /** Against the labels, which is what a hospital has. */
    Reliability reliability() {
        return Reliability.of(probabilities, label, BINS_MAX);
    }
}
