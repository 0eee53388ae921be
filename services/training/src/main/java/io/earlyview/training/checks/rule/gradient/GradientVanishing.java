package io.earlyview.training.checks.rule.gradient;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Gradients that do not reach the first layer, or none at all. */
public final class GradientVanishing implements Rule {
    private static final String NAME = "gradient-vanishing";
    private static final int STRETCH = 20;
    private static final double RATIO = 1e-3;
    private static final double NORM = 1e-8;
    /** Below this share of ignorance's loss a gradient is small because little is left to learn. */
    private static final double LEARNED = 0.5;

    private final double learned;
    private int faint;
    private int none;

    public GradientVanishing(RunOutline outline) {
        learned = LEARNED * outline.objective().constantLoss();
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof Step step)) {
            return Optional.empty();
        }
        none = step.gradientNorm() < NORM && step.loss() > learned ? none + 1 : 0;
        if (none >= STRETCH) {
            return Optional.of(finding(
                    Grade.ERROR,
                    none,
                    Evidence.atLeast("gradient norm", step.gradientNorm(), NORM),
                    "Nothing moves any more, and the loss is still that of a network that knows little."));
        }
        if (step.layers().size() < 2) {
            return Optional.empty();
        }
        Evidence ratio = Evidence.atLeast(
                "gradient norm of the first layer over that of the last",
                step.layers().getFirst().gradientNorm()
                        / step.layers().getLast().gradientNorm(),
                RATIO);
        faint = ratio.value() < RATIO ? faint + 1 : 0;
        return faint < STRETCH
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.WARNING,
                        faint,
                        ratio,
                        "The first layers stay as they were drawn; only the last ones learn."));
    }

    private static Finding finding(Grade grade, int streak, Evidence evidence, String meaning) {
        return Finding.curable(
                NAME,
                grade,
                List.of(evidence, Evidence.atMost("measured steps in a row", streak, STRETCH - 1)),
                meaning,
                "Put batch normalisation behind the layers, or residual paths around them; check for dead units.",
                new Remedy.AddBatchNormalisation());
    }
}
