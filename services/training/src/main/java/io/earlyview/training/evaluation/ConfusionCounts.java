package io.earlyview.training.evaluation;

/**
 * Outcomes of a yes-or-no decision.
 *
 * @param truePositives positives decided positive
 * @param falseNegatives positives decided negative
 * @param trueNegatives negatives decided negative
 * @param falsePositives negatives decided positive
 */
public record ConfusionCounts(int truePositives, int falseNegatives, int trueNegatives, int falsePositives) {

    /** Counts with each score from the threshold on decided positive. */
    public static ConfusionCounts at(double threshold, double[] scores, boolean[] positive) {
        int cases = Lengths.same("scores", scores.length, positive.length);
        int[] counts = new int[4];
        for (int i = 0; i < cases; i++) {
            counts[(positive[i] ? 0 : 2) + (scores[i] >= threshold == positive[i] ? 0 : 1)]++;
        }
        return new ConfusionCounts(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Share of positives that are found. */
    public Proportion sensitivity() {
        return new Proportion(truePositives, truePositives + falseNegatives);
    }

    /** Share of negatives that are left alone. */
    public Proportion specificity() {
        return new Proportion(trueNegatives, trueNegatives + falsePositives);
    }

    /** Share of right decisions. */
    public Proportion accuracy() {
        return new Proportion(truePositives + trueNegatives, cases());
    }

    /** Mean of sensitivity and specificity; 0.5 is chance. */
    public double balancedAccuracy() {
        return (sensitivity().value() + specificity().value()) / 2;
    }

    /**
     * Net benefit (Vickers and Elkin, Medical Decision Making 26:565, 2006): positives found per case, less false alarms
     * weighed by the odds of the probability from which on one would act. Deciding all negative has 0.
     *
     * @param probability the threshold these counts were made with, above 0 and below 1
     */
    public double netBenefit(double probability) {
        return (truePositives - falsePositives * odds(probability)) / cases();
    }

    /** Net benefit of deciding all cases positive: what a score has to beat. */
    public double netBenefitOfAllPositive(double probability) {
        int positives = truePositives + falseNegatives;
        return (positives - (cases() - positives) * odds(probability)) / cases();
    }

    private int cases() {
        return truePositives + falseNegatives + trueNegatives + falsePositives;
    }

    private static double odds(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must lie between 0 and 1, but is " + probability);
        }
        return probability / (1 - probability);
    }
}
