package io.earlyview.training.page;

import java.util.Map;

/** What figures are called, and how to read them. */
final class FigureWords {
    private static final String EXACT = "exact interval (Clopper–Pearson)";
    private static final String PATIENTS = "interval over patients (bootstrap)";
    private static final Map<String, Words> WORDS = Map.ofEntries(
            Map.entry(
                    "auroc",
                    new Words(
                            "AUROC",
                            "share of pairs ranked right; 0.5 is chance; DeLong's interval takes cases for independent")),
            Map.entry("accuracy", new Words("Accuracy", "share of right decisions; " + EXACT)),
            Map.entry(
                    "no_information_rate",
                    new Words("No-information rate", "share of the largest class: the accuracy of knowing nothing")),
            Map.entry(
                    "balanced_accuracy",
                    new Words(
                            "Balanced accuracy",
                            "mean recall of the classes; one over their number is chance; " + PATIENTS)),
            Map.entry("macro_f1", new Words("Macro-F1", "mean F1 of the classes; " + PATIENTS)),
            Map.entry("sensitivity", new Words("Sensitivity", "positives found at the operating point; " + EXACT)),
            Map.entry("specificity", new Words("Specificity", "negatives left alone there; " + EXACT)),
            Map.entry(
                    "sensitivity_at_specificity_90",
                    new Words(
                            "Sensitivity at 90 % specificity",
                            EXACT + "; the threshold was chosen on these very cases, which flatters a little")),
            Map.entry(
                    "brier", new Words("Brier score", "mean squared error of the probability; 0 is best; " + PATIENTS)),
            Map.entry(
                    "calibration_slope",
                    new Words("Calibration slope", "1 is calibrated; below 1 too bold; Wald's interval")),
            Map.entry(
                    "calibration_intercept",
                    new Words("Calibration intercept", "0 is calibrated; below 0 too high; Wald's interval")),
            Map.entry(
                    "expected_calibration_error",
                    new Words("Expected calibration error", "chance alone lifts it above 0, the more the fewer cases")),
            Map.entry(
                    "permutation_p",
                    new Words(
                            "p by permutation",
                            "share of shuffles of the labels, by patient, among all cases that moved no weight, that do as well")),
            Map.entry("rarest_recall", new Words("Recall of the rarest class", EXACT)),
            Map.entry(
                    "r_squared", new Words("R²", "0 is as good as always saying the mean, 1 is no error; " + PATIENTS)),
            Map.entry("mean_absolute_error", new Words("Mean absolute error", PATIENTS)),
            Map.entry(
                    "error_saved",
                    new Words("Error saved", "of the mean absolute error of always saying the mean; " + PATIENTS)),
            Map.entry("bias", new Words("Bias", "mean of prediction less truth; " + PATIENTS)),
            Map.entry(
                    "limit_of_agreement_low",
                    new Words("Lower limit of agreement", "bias less 1.96 deviations (Bland–Altman); " + PATIENTS)),
            Map.entry(
                    "limit_of_agreement_high",
                    new Words("Upper limit of agreement", "bias and 1.96 deviations; " + PATIENTS)),
            Map.entry(
                    "interval_coverage",
                    new Words(
                            "Coverage of the intervals", "truths inside the interval given; .95 is meant; " + EXACT)));

    private FigureWords() {}

    /** A name for people, and how to read the figure. */
    record Words(String label, String reading) {}

    static Words of(String figure) {
        if (figure.startsWith("recall_")) {
            return new Words("Recall of " + figure.substring("recall_".length()), EXACT);
        }
        return WORDS.getOrDefault(figure, new Words(figure.replace('_', ' '), ""));
    }
}
