package io.earlyview.training.checks.rule.gradient;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Objective.Regression;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Gradients that throw the weights about. The gradient of a squared error grows with the target's unit, so the limit for a
 * quantity is taken in its standard deviations: a volume in mL, of 30 mL deviation, may have a gradient 30 times as long.
 */
public final class GradientExploding implements Rule {
    private static final String NAME = "gradient-exploding";
    private static final double NORM = 70;
    private static final double LOSS = 10;
    private static final int OF_TEN = 3;
    private static final int LAST_TEN = (1 << 10) - 1;
    private static final double CLIP = 1;

    private final double constantLoss;
    private final double unit;
    private double reference = Double.NaN;
    /** One bit a step, the latest lowest: whether its gradient was too long. */
    private int large;
    /** The same for a loss that went up as well. */
    private int diverging;

    public GradientExploding(RunOutline outline) {
        constantLoss = outline.objective().constantLoss();
        unit = outline.objective() instanceof Regression ? Math.sqrt(constantLoss) : 1;
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof Step step)) {
            return Optional.empty();
        }
        if (Double.isNaN(reference)) {
            reference = Math.max(step.loss(), constantLoss);
        }
        Evidence norm = Evidence.atMost("gradient norm", step.gradientNorm(), NORM * unit);
        Evidence loss = Evidence.atMost("loss", step.loss(), LOSS * reference);
        boolean isLarge = step.gradientNorm() > norm.high();
        large = (large << 1 | (isLarge ? 1 : 0)) & LAST_TEN;
        diverging = (diverging << 1 | (isLarge && step.loss() > loss.high() ? 1 : 0)) & LAST_TEN;
        if (!isLarge || Integer.bitCount(large) < OF_TEN) {
            return Optional.empty();
        }
        boolean grave = Integer.bitCount(diverging) >= OF_TEN;
        Evidence often = Evidence.atMost("of the last 10 steps", Integer.bitCount(large), OF_TEN - 1);
        return Optional.of(Finding.curable(
                NAME,
                grave ? Grade.ERROR : Grade.WARNING,
                List.of(norm, often, loss),
                grave
                        ? "Each step throws the weights farther off: the loss has left where it began."
                        : "Single batches move the weights farther than all the others together.",
                "Clip gradients over all parameters together, and lower the learning rate.",
                new Remedy.ClipGradients(CLIP * unit)));
    }
}
