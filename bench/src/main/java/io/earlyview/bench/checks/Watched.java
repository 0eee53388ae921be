package io.earlyview.bench.checks;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.domain.NamedFinding.Grade;
import io.earlyview.training.fitting.Fitting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A run and what the checks named in it.
 *
 * @param named in that order
 */
record Watched(FittingOutcome outcome, List<Named> named) {
    Watched {
        named = List.copyOf(named);
    }

    /**
     * A finding.
     *
     * @param at share of the run's steps that had been taken
     */
    record Named(String rule, Grade grade, double at, String sentence) {}

    /** A whole run. */
    static Watched run(List<LabelledExample> examples, FittingPlan plan) {
        return run(examples, plan, Set.of());
    }

    /** A run until one of these rules has spoken: what comes after that would only take time. */
    static Watched run(List<LabelledExample> examples, FittingPlan plan, Set<String> until) {
        List<Named> named = new ArrayList<>();
        FittingOutcome outcome = Fitting.fit(examples, plan, new FittingProgress() {
            private double done;
            private boolean enough;

            @Override
            public void onEpoch(EpochFigures figures) {
                done = (double) figures.epoch() / figures.epochs();
            }

            @Override
            public void onBatch(BatchTick tick) {
                done = (tick.epoch() - 1 + (double) tick.batch() / tick.batches()) / tick.epochs();
            }

            @Override
            public void onFinding(NamedFinding finding) {
                named.add(new Named(finding.rule(), finding.grade(), done, finding.sentence()));
                enough |= until.contains(finding.rule());
            }

            @Override
            public boolean cancelled() {
                return enough;
            }
        });
        return new Watched(outcome, named);
    }

    /** When one of these rules first spoke, as a share of the run; 0 where the examples were refused in words. */
    OptionalDouble namedBy(Set<String> rules) {
        if (rules.contains(SeededFault.REFUSED) && outcome instanceof FittingOutcome.Failed) {
            return OptionalDouble.of(0);
        }
        return named.stream()
                .filter(each -> rules.contains(each.rule()))
                .mapToDouble(Named::at)
                .findFirst();
    }

    boolean hasError() {
        return named.stream().anyMatch(each -> each.grade() == Grade.ERROR);
    }

    boolean released() {
        return outcome instanceof FittingOutcome.Fitted;
    }
}
