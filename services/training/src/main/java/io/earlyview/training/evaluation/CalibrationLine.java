package io.earlyview.training.evaluation;

import java.util.Optional;

/**
 * Logistic regression of the label on the logit of its probability (Cox, Biometrika 45:562, 1958). Calibrated
 * probabilities give intercept 0 and slope 1; a slope below 1 means too bold, an intercept below 0 too high.
 *
 * @param interceptError standard error of the intercept
 * @param slopeError standard error of the slope
 */
public record CalibrationLine(double intercept, double slope, double interceptError, double slopeError) {
    /** Probabilities are held this far from 0 and 1, about where a float's sigmoid ends. */
    public static final double PROBABILITY_MARGIN = 1e-7;

    private static final int ROUNDS_MAX = 200;
    private static final double CONVERGED = 1e-10;

    /**
     * The most likely line; nothing where none exists: one class missing, all probabilities equal, or one threshold that
     * parts the classes.
     */
    public static Optional<CalibrationLine> of(double[] probabilities, boolean[] positive) {
        int cases = Lengths.same("probabilities", probabilities.length, positive.length);
        double[] logits = new double[cases];
        for (int i = 0; i < cases; i++) {
            double p = Math.clamp(probabilities[i], PROBABILITY_MARGIN, 1 - PROBABILITY_MARGIN);
            logits[i] = Math.log(p / (1 - p));
        }
        return overlap(logits, positive) ? Optional.of(fit(logits, positive)) : Optional.empty();
    }

    /** A finite maximum exists just where each class reaches into the other. */
    private static boolean overlap(double[] logits, boolean[] positive) {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] greatest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < logits.length; i++) {
            int label = positive[i] ? 1 : 0;
            least[label] = Math.min(least[label], logits[i]);
            greatest[label] = Math.max(greatest[label], logits[i]);
        }
        return least[1] < greatest[0] && least[0] < greatest[1];
    }

    private static CalibrationLine fit(double[] logits, boolean[] positive) {
        double intercept = 0;
        double slope = 0;
        Likelihood here = Likelihood.at(intercept, slope, logits, positive);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            double stepIntercept = here.stepIntercept();
            double stepSlope = here.stepSlope();
            Likelihood next = Likelihood.at(intercept + stepIntercept, slope + stepSlope, logits, positive);
            // The likelihood is concave: a step that overshoots is halved until it climbs.
            while (next.logLikelihood < here.logLikelihood - CONVERGED) {
                stepIntercept /= 2;
                stepSlope /= 2;
                next = Likelihood.at(intercept + stepIntercept, slope + stepSlope, logits, positive);
            }
            intercept += stepIntercept;
            slope += stepSlope;
            here = next;
            if (Math.abs(stepIntercept) + Math.abs(stepSlope) < CONVERGED) {
                break;
            }
        }
        return new CalibrationLine(
                intercept,
                slope,
                Math.sqrt(here.slopes / here.determinant()),
                Math.sqrt(here.weights / here.determinant()));
    }

    /** Log-likelihood with its gradient and its information matrix. */
    private record Likelihood(
            double logLikelihood,
            double gradientIntercept,
            double gradientSlope,
            double weights,
            double cross,
            double slopes) {

        static Likelihood at(double intercept, double slope, double[] logits, boolean[] positive) {
            double logLikelihood = 0;
            double gradientIntercept = 0;
            double gradientSlope = 0;
            double weights = 0;
            double cross = 0;
            double slopes = 0;
            for (int i = 0; i < logits.length; i++) {
                double z = intercept + slope * logits[i];
                double p = 1 / (1 + Math.exp(-z));
                double error = (positive[i] ? 1 : 0) - p;
                double weight = p * (1 - p);
                logLikelihood -= Math.log1p(Math.exp(-Math.abs(z))) + Math.max(0, positive[i] ? -z : z);
                gradientIntercept += error;
                gradientSlope += error * logits[i];
                weights += weight;
                cross += weight * logits[i];
                slopes += weight * logits[i] * logits[i];
            }
            return new Likelihood(logLikelihood, gradientIntercept, gradientSlope, weights, cross, slopes);
        }

        double determinant() {
            return weights * slopes - cross * cross;
        }

        double stepIntercept() {
            return (slopes * gradientIntercept - cross * gradientSlope) / determinant();
        }

        double stepSlope() {
            return (weights * gradientSlope - cross * gradientIntercept) / determinant();
        }
    }
}
