package io.earlyview.bench.checks;

import io.earlyview.bench.checks.Watched.Named;
import java.util.List;
import java.util.OptionalDouble;

/** A seeded fault and its runs. */
record FaultRow(SeededFault fault, List<Watched> runs) {
    /** Share of a run's budget within which a fault must be named. */
    static final double EARLY = 0.1;

    FaultRow {
        runs = List.copyOf(runs);
    }

    int named() {
        return (int) runs.stream().filter(run -> namedAt(run).isPresent()).count();
    }

    int namedEarly() {
        return (int)
                runs.stream().filter(run -> namedAt(run).orElse(1) <= EARLY).count();
    }

    /** Of the runs that named it, the one that took longest; NaN where none did. */
    double latest() {
        return runs.stream().flatMapToDouble(run -> namedAt(run).stream()).max().orElse(Double.NaN);
    }

    /** What named it, or what else was said where nothing did. */
    List<String> said() {
        if (fault.rules().contains(SeededFault.REFUSED)) {
            return List.of(SeededFault.REFUSED);
        }
        List<String> rules = runs.stream()
                .flatMap(run -> run.named().stream())
                .filter(each -> named() == 0 || fault.rules().contains(each.rule()))
                .map(FaultRow::inWords)
                .distinct()
                .toList();
        return rules.isEmpty() ? List.of("nothing") : rules;
    }

    private OptionalDouble namedAt(Watched run) {
        return run.namedBy(fault.rules());
    }

    private static String inWords(Named named) {
        return named.rule() + " (" + named.grade() + ")";
    }
}
