package io.earlyview.exams;

import static io.earlyview.exams.Limits.require;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training run of an exam does unless told otherwise.
 *
 * @param recipe name of the network and of how it is fitted
 * @param loss what fitting makes small, unless the recipe brings its own
 * @param epochs passes over the examples
 * @param batchSize examples to a step
 * @param learningRate highest rate of the schedule
 * @param augmentation how examples are varied each time they are seen
 * @param split which examples stay unseen
 * @param minimumExamples fewer are refused
 * @param acceptance what a network must show on the unseen examples, or nothing is released
 * @param stopping when scores may tell that a scan can stop; absent for an exam that always goes on to its end
 */
public record Training(
        String recipe,
        Loss loss,
        int epochs,
        int batchSize,
        double learningRate,
        Augmentation augmentation,
        Split split,
        int minimumExamples,
        List<Criterion> acceptance,
        @Nullable Stopping stopping) {
    public Training {
        require(epochs > 0, "epochs " + epochs);
        require(batchSize > 0, "batch size " + batchSize);
        require(learningRate > 0, "learning rate " + learningRate);
        acceptance = List.copyOf(acceptance);
        require(!acceptance.isEmpty(), "no acceptance criterion: nothing could be refused");
    }

    /** What fitting makes small. */
    public enum Loss {
        /** Cross-entropy, every example counting the same. */
        CROSS_ENTROPY,
        /** Cross-entropy, an example weighing one over the square root of its class's share. */
        WEIGHTED_CROSS_ENTROPY,
        /** Squared error of the logarithm: a tenth too much weighs the same for small and large. */
        SQUARED_LOG_ERROR;

        /** Whether it compares quantities, not classes. */
        boolean isOfQuantities() {
            return this == SQUARED_LOG_ERROR;
        }
    }

    /**
     * Variations that the scanner could have produced as well. The label stays, but for a quantity it is scaled along
     * with what is seen.
     *
     * @param shiftPixels largest shift along rows and columns
     * @param mirrorColumns whether left and right may change places
     * @param mirrorRows whether top and bottom may change places
     * @param leastCountsKept smallest share of the counts kept, as in a shorter acquisition; 1 keeps all
     * @param gain largest relative change of brightness of each frame; 0 changes nothing
     * @param scale largest relative change of size, the same along all axes; 0 changes nothing
     */
    public record Augmentation(
            int shiftPixels,
            boolean mirrorColumns,
            boolean mirrorRows,
            double leastCountsKept,
            double gain,
            double scale) {
        /** Shows every example as it is. */
        public static final Augmentation NONE = new Augmentation(0, false, false, 1, 0, 0);

        public Augmentation {
            require(shiftPixels >= 0 && shiftPixels < 256, "shift of " + shiftPixels + " pixels");
            require(leastCountsKept > 0 && leastCountsKept <= 1, "counts kept " + leastCountsKept);
            require(gain >= 0 && gain < 1, "gain " + gain + " is not in [0, 1)");
            require(scale >= 0 && scale < 0.5, "scale " + scale + " is not in [0, 0.5)");
        }
    }

    /**
     * Which examples stay unseen. Patients are never on both sides, and the classes have the same shares on both.
     *
     * @param heldOutShare share of the examples held out
     * @param severalOfAPatient whether patients usually give more than one example; if so, a name for each example is
     *     suspected to be that of the example
     */
    public record Split(double heldOutShare, boolean severalOfAPatient) {
        public Split {
            require(heldOutShare > 0 && heldOutShare < 1, "held-out share " + heldOutShare + " is not in (0, 1)");
        }
    }

    /**
     * What a stopping policy must keep.
     *
     * @param riskLimit largest share of wrong verdicts among the cases that it stops one way, which the upper one-sided 95 %
     *     bound of the counted share may not pass
     */
    public record Stopping(double riskLimit) {
        public Stopping {
            require(riskLimit > 0 && riskLimit < 0.5, "risk limit " + riskLimit + " is not in (0, 0.5)");
        }
    }

    /**
     * One figure that a candidate must show on the unseen examples.
     *
     * @param bound which end of its 95 % interval counts, or the value itself
     * @param above limit that must be passed
     */
    public record Criterion(Metric metric, Bound bound, double above) {
        public Criterion {
            require(Double.isFinite(above), "limit of " + metric + " is " + above);
        }
    }

    /** Which end of a figure's interval a criterion looks at. */
    public enum Bound {
        LOW,
        VALUE
    }

    /** Figures that a criterion may name. */
    public enum Metric {
        /** Area under the ROC curve; of several classes the mean of each against the rest. */
        AUROC,
        /** Share decided correctly. */
        ACCURACY,
        /** Mean of the classes' recalls. */
        BALANCED_ACCURACY,
        /** Mean of the classes' F1. */
        MACRO_F1,
        /** Share of the rarest class that is found. */
        RAREST_RECALL,
        /** Share of a quantity's variance that is explained. */
        R_SQUARED,
        /** One minus the ratio of the mean absolute error to that of always saying the mean. */
        ERROR_SAVED;

        /** Whether it looks at quantities, not classes. */
        boolean isOfQuantities() {
            return this == R_SQUARED || this == ERROR_SAVED;
        }
    }
}
