package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EarlyLook;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * The optimisation stands at the prior: the loss of the best constant, and outputs that hardly differ.
 *
 * <p>A slow start looks the same for some epochs. So it is named early and grave only later, and not while the outputs are
 * drawing apart. Limits are shares of what ignorance costs: at a class of one half they are 0.02 nats below it, 0.04 above and a
 * standard deviation of 0.05, and they stay meaningful at one in a hundred. In a run of few epochs three looks within its first tenth
 * stand for three epochs; they only name it, and not while the outputs draw apart, for a rate that warms up begins so.
 */
public final class PriorPlateau implements Rule {
    private static final String NAME = "prior-plateau";
    private static final int WINDOW = 3;
    /** The mean lies no farther below: more is learned, if by few of the cases. */
    private static final double BELOW = 0.03;
    /** Nor farther above: a rate that throws outputs which are all alike about the prior costs some of that. */
    private static final double ABOVE = 0.06;
    /** Of a single look: batches of a few examples make its loss noisy. */
    private static final double SINGLY = 2;

    private static final double SPREAD = 0.1;
    private static final double WAKING = 1.5;

    /** Fewer steps than this are too few to give up on. */
    private static final int STEPS = 200;

    private final double constantLoss;
    private final int stepsPerEpoch;
    private final int patience;
    private final double[] distances = new double[WINDOW];
    private final double[] spreads = new double[WINDOW];
    private int streak;
    private int epochs;
    private double begun;

    public PriorPlateau(RunOutline outline) {
        constantLoss = outline.objective().constantLoss();
        stepsPerEpoch = outline.stepsPerEpoch();
        patience = Math.max(2 * WINDOW, (int) (0.09 * outline.epochs()));
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case EarlyLook look -> look(look.trainLoss(), look.spread(), 0);
            case EpochEnd epoch -> look(epoch.trainLoss(), epoch.spread(), 1);
            default -> Optional.empty();
        };
    }

    private Optional<Finding> look(double trainLoss, double spread, int epoch) {
        double distance = (trainLoss - constantLoss) / constantLoss;
        if (!(atThePrior(distance / SINGLY) && spread < SPREAD)) {
            streak = 0;
            epochs = 0;
            return Optional.empty();
        }
        distances[streak % WINDOW] = distance;
        spreads[streak % WINDOW] = spread;
        streak++;
        epochs += epoch;
        if (streak == WINDOW) {
            begun = spreads[0] + spreads[1] + spreads[2];
        }
        double mean = (distances[0] + distances[1] + distances[2]) / WINDOW;
        boolean byEarlyLooks = epochs < Math.min(streak, WINDOW);
        if (streak < WINDOW || !atThePrior(mean) || (byEarlyLooks && spread > WAKING * spreads[streak % WINDOW])) {
            return Optional.empty();
        }
        return Optional.of(finding(trainLoss, spread, mean));
    }

    private static boolean atThePrior(double distance) {
        return distance > -BELOW && distance < ABOVE;
    }

    private Finding finding(double trainLoss, double spread, double mean) {
        boolean grave = epochs >= patience && (long) epochs * stepsPerEpoch >= STEPS && !waking();
        return Finding.curable(
                NAME,
                grave ? Grade.ERROR : Grade.WARNING,
                List.of(
                        // Healthy is below: above it something else is wrong.
                        Evidence.atMost(
                                "mean distance of the last 3 training losses from the loss of the best constant, as a share",
                                mean,
                                -BELOW),
                        Evidence.atLeast("spread of the outputs over that of the targets", spread, SPREAD),
                        Evidence.atMost("looks in a row", streak, WINDOW - 1),
                        Evidence.of("whole epochs of them", epochs),
                        Evidence.of("loss of the best constant", constantLoss),
                        Evidence.of("training loss", trainLoss)),
                "The network gives every case nearly the same answer, the one that needs no picture. Other losses or a longer"
                        + " run leave this plateau sooner or later by chance.",
                "Put batch normalisation behind the convolutions, standardise the inputs, and start the output's bias at the"
                        + " prior.",
                new Remedy.AddBatchNormalisation());
    }

    /** Whether the outputs have drawn apart since the stretch began. */
    private boolean waking() {
        return spreads[0] + spreads[1] + spreads[2] > WAKING * begun;
    }
}
