package io.earlyview.training.checks;

import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Channel;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.DataProfile.Scaled;
import io.earlyview.training.checks.observation.DataProfile.Spacing;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.checks.observation.Objective;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.RunOutline.EpochChoice;
import io.earlyview.training.checks.observation.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Outlines and observations in which nothing is wrong, to change one thing in. */
public final class Runs {
    /** Binary, 57.4 % in the larger class: a loss of 0.682 for the best constant. */
    public static final CrossEntropy BINARY = CrossEntropy.unweighted(Fed.LOGITS, List.of(0.574, 0.426));

    public static final Objective REGRESSION = new Objective.Regression(1);

    private Runs() {}

    public static RunOutline outline(Objective objective, int epochs) {
        return new RunOutline(objective, epochs, 100, 100_000, EpochChoice.LAST);
    }

    public static DataProfile data() {
        return data(channel(0, 1), new Parts(200, 0, 0, 0));
    }

    public static DataProfile data(Channel channel, Parts parts) {
        return new DataProfile(800, 400, List.of(340, 260), List.of(channel), parts, List.of(), Optional.empty());
    }

    public static DataProfile data(List<Scaled> scaled, Optional<Spacing> spacing) {
        return new DataProfile(200, 30, List.of(), List.of(channel(0, 1)), new Parts(40, 0, 0, 0), scaled, spacing);
    }

    public static Channel channel(double mean, double deviation) {
        return new Channel("1", mean, deviation, mean - 4 * deviation, mean + 4 * deviation, 0);
    }

    public static Step step(long number, double loss, double norm) {
        return new Step(number, loss, norm, List.of());
    }

    /** An epoch of which only the training loss and the outputs' spread matter. */
    public static EpochEnd epoch(int number, double trainLoss, double spread) {
        Gain gain = new Gain(1 - trainLoss / BINARY.constantLoss(), 0.01, 20);
        return new EpochEnd(number, trainLoss, OptionalDouble.of(trainLoss), spread, 0.2, 0.2, List.of(), gain);
    }

    public static EpochEnd skilled(int number, double train, double validation) {
        return end(number, 0.5, 0.6, 0.5, train, validation, List.of());
    }

    /** An epoch of which only what it saves on validation examples of 20 patients matters. */
    public static EpochEnd gaining(int number, double share, double error) {
        return new EpochEnd(number, 0.6, OptionalDouble.of(0.6), 0.5, 0.2, 0.2, List.of(), new Gain(share, error, 20));
    }

    /** An epoch with a validation loss that was measured, whatever it saves. */
    public static EpochEnd end(
            int number,
            double trainLoss,
            double validationLoss,
            double spread,
            double trainSkill,
            double validationSkill,
            List<ClassTally> classes) {
        return new EpochEnd(
                number,
                trainLoss,
                OptionalDouble.of(validationLoss),
                spread,
                trainSkill,
                validationSkill,
                classes,
                Gain.UNKNOWN);
    }
}
