package io.earlyview.bench.checks;

import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * A fault of a source problem, put into a run on purpose.
 *
 * @param source A to D
 * @param fault in a few words
 * @param rules any of which names it rightly
 * @param trial the run of a seed
 */
record SeededFault(char source, String fault, Set<String> rules, LongFunction<Trial> trial) {
    /** For a fault that is refused in words before there is a run. */
    static final String REFUSED = "refused in words";

    SeededFault {
        rules = Set.copyOf(rules);
    }

    /** Examples with the fault, and how they are fitted. */
    record Trial(List<LabelledExample> examples, FittingPlan plan) {}

    Watched run(long seed) {
        Trial made = trial.apply(seed);
        return Watched.run(made.examples(), made.plan(), rules);
    }
}
