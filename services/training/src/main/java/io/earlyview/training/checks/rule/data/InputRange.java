package io.earlyview.training.checks.rule.data;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Channel;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Inputs that no layer can work with, or not well. */
public final class InputRange implements Rule {
    private static final String NAME = "input-range";
    private static final double MEAN_LIMIT = 10;
    private static final double DEVIATION_LOW = 0.01;
    private static final double DEVIATION_HIGH = 10;
    private static final double TAIL_LIMIT = 30;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof DataProfile profile)) {
            return Optional.empty();
        }
        Optional<Finding> gravest = Optional.empty();
        for (Channel channel : profile.channels()) {
            Optional<Finding> found = look(channel);
            if (found.isPresent()
                    && (gravest.isEmpty()
                            || found.get().grade().compareTo(gravest.get().grade()) > 0)) {
                gravest = found;
            }
        }
        return gravest;
    }

    private static Optional<Finding> look(Channel channel) {
        String of = " of input channel " + channel.name();
        // Written so that NaN is found too.
        if (!(channel.notFinite() <= 0)) {
            return Optional.of(Finding.forPeople(
                    NAME,
                    Grade.ERROR,
                    List.of(Evidence.atMost("share of values that are not finite" + of, channel.notFinite(), 0)),
                    "One such value makes every output and every gradient of its batch no number.",
                    "Find where they come from (a division by an empty picture, a logarithm of 0) and mend the data."));
        }
        Evidence mean = new Evidence("mean" + of, channel.mean(), -MEAN_LIMIT, MEAN_LIMIT);
        Evidence deviation =
                new Evidence("standard deviation" + of, channel.deviation(), DEVIATION_LOW, DEVIATION_HIGH);
        if (!mean.healthy() || !deviation.healthy()) {
            return Optional.of(Finding.curable(
                    NAME,
                    Grade.WARNING,
                    deviation.healthy() ? List.of(mean, deviation) : List.of(deviation, mean),
                    channel.deviation() == 0
                            ? "The channel is the same everywhere and says nothing."
                            : "Initial weights are made for inputs about 0 with a deviation of about 1; far from that the"
                                    + " first layers saturate, or the run stands still at the prior.",
                    "Take off the mean and divide by the standard deviation of the training part, or check how the channel"
                            + " was read.",
                    new Remedy.StandardiseInputs()));
        }
        double tail =
                Math.max(channel.greatest() - channel.mean(), channel.mean() - channel.least()) / channel.deviation();
        Evidence farthest = Evidence.atMost("farthest value, in standard deviations," + of, tail, TAIL_LIMIT);
        return farthest.healthy()
                ? Optional.empty()
                : Optional.of(Finding.forPeople(
                        NAME,
                        Grade.NOTE,
                        List.of(farthest, mean, deviation),
                        "A few values outweigh all the others.",
                        "Take the square root of counts, or cut the values off."));
    }
}
