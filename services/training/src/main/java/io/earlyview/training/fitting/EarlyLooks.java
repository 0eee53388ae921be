package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.EarlyLook;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.List;
import java.util.Optional;

/**
 * Three looks at the outputs within the first tenth of a run of few epochs, where the ends of three epochs would come later.
 * They end as soon as the outputs differ. None where they would be less than 10 steps apart: so early nothing can be told.
 */
final class EarlyLooks {
    private static final double SHARE = 0.03;
    private static final int LOOKS = 3;
    private static final int STEPS_APART = 10;
    private static final int EXAMPLES = 32;
    /** From this spread on a network no longer says the same of everything. */
    private static final double AWAKE = 0.1;

    private final Prepared run;
    private final List<LabelledExample> some;
    private final long every;
    private int left;
    private double lossSum;
    private int examples;

    EarlyLooks(Prepared run) {
        this.run = run;
        this.some = run.someValidation(EXAMPLES);
        this.every = (long) (SHARE * run.steps());
        this.left = every >= STEPS_APART && every < run.batches() && some.size() > 1 ? LOOKS : 0;
    }

    /** What the outputs look like, where it is time. */
    Optional<EarlyLook> after(long step, double loss, int batchSize, TorchNetwork network) {
        if (left == 0) {
            return Optional.empty();
        }
        lossSum += loss * batchSize;
        examples += batchSize;
        if (step % every != 0) {
            return Optional.empty();
        }
        double spread = Skill.of(run.head(), Outputs.unsettled(network, some), run.wanted(some))
                .spread();
        EarlyLook look = new EarlyLook(step, lossSum / examples, spread);
        left = spread < AWAKE ? left - 1 : 0;
        lossSum = 0;
        examples = 0;
        return Optional.of(look);
    }
}
