package io.earlyview.training.evaluation;

/**
 * Mean squared distance of the probabilities from the labels (Brier, Monthly Weather Review 78:1, 1950): 0 is best, the
 * prevalence times its complement is what a constant reaches.
 */
public final class BrierScore {
    private BrierScore() {}

    /** The score with its interval over patients. */
    public static Estimate of(double[] probabilities, boolean[] positive, String[] patients, long seed) {
        int cases = Lengths.same("probabilities", probabilities.length, positive.length);
        Lengths.same("patients", patients.length, cases);
        return new PatientBootstrap(patients, seed).estimate(drawn -> {
            double squares = 0;
            for (int i : drawn) {
                squares += Math.pow(probabilities[i] - (positive[i] ? 1 : 0), 2);
            }
            return squares / drawn.length;
        });
    }
}
