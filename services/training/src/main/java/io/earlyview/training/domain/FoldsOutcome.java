package io.earlyview.training.domain;

import java.util.List;

/** What a cross-validation came to. */
public sealed interface FoldsOutcome {

    /** How many folds were planned. */
    int folds();

    /**
     * Every example was scored by a network that was fitted without it and its patient.
     *
     * @param figures on all examples together
     * @param leading of each fold alone: area under the ROC curve, macro-F1 or R²; NaN where a fold cannot tell it
     * @param cases one an example
     */
    record OutOfFold(int folds, EvaluationFigures figures, List<Double> leading, List<PredictedCase> cases)
            implements FoldsOutcome {
        public OutOfFold {
            leading = List.copyOf(leading);
            cases = List.copyOf(cases);
        }
    }

    /**
     * One fold did not come to its end, so that there are no figures.
     *
     * @param fold from 1
     * @param sentence why
     */
    record Broken(int folds, int fold, String sentence) implements FoldsOutcome {}
}
