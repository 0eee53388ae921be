package io.earlyview.bench.checks;

import io.earlyview.bench.checks.Watched.Named;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.evaluation.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What came of all runs, as a table in Markdown and as JSON. */
record ChecksReport(List<FaultRow> faults, List<Watched> healthy, List<Watched> withoutSignal) {
    private static final String NOTE = "Simulated data. Research use only. Not a medical device; not for diagnosis.";

    ChecksReport {
        faults = List.copyOf(faults);
        healthy = List.copyOf(healthy);
        withoutSignal = List.copyOf(withoutSignal);
    }

    String table() {
        StringBuilder table = new StringBuilder(NOTE).append("\n");
        if (!faults.isEmpty()) {
            table.append(
                    "\n| | seeded fault | named in the first tenth | named at all | latest, share of the run | by |\n");
            table.append("|---|---|---|---|---|---|\n");
            faults.forEach(row -> table.append(line(row)));
            int runs = faults.stream().mapToInt(row -> row.runs().size()).sum();
            int early = faults.stream().mapToInt(FaultRow::namedEarly).sum();
            table.append("\nNamed in the first tenth: ")
                    .append(share(early, runs))
                    .append(".\n");
        }
        if (!healthy.isEmpty()) {
            table.append("\n| healthy runs | share, 95 % interval |\n|---|---|\n");
            table.append(row("with a finding of grade error", count(healthy, Watched::hasError), healthy.size()));
            for (Map.Entry<String, Long> warned : perRule(healthy).entrySet()) {
                table.append(row(warned.getKey(), warned.getValue().intValue(), healthy.size()));
            }
            table.append(row("may be released", count(healthy, Watched::released), healthy.size()));
        }
        if (!withoutSignal.isEmpty()) {
            table.append("\n| null data sets | share, 95 % interval |\n|---|---|\n");
            table.append(row("may be released", count(withoutSignal, Watched::released), withoutSignal.size()));
            table.append(row("stopped on the way", count(withoutSignal, ChecksReport::stopped), withoutSignal.size()));
            for (Map.Entry<String, Long> said : perRule(withoutSignal).entrySet()) {
                table.append(row(said.getKey(), said.getValue().intValue(), withoutSignal.size()));
            }
        }
        return table.toString();
    }

    private static String line(FaultRow row) {
        int runs = row.runs().size();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d of %d%s | %d of %d | %s | %s |%n",
                row.fault().source(),
                row.fault().fault(),
                row.namedEarly(),
                runs,
                row.namedEarly() < runs ? " **missed**" : "",
                row.named(),
                runs,
                Double.isNaN(row.latest())
                        ? "-"
                        : row.latest() == 0
                                ? "before the first step"
                                : String.format(Locale.ROOT, "%.3f", row.latest()),
                String.join(", ", row.said()));
    }

    private static String row(String what, int hits, int cases) {
        return "| " + what + " | " + share(hits, cases) + " |\n";
    }

    private static String share(int hits, int cases) {
        Proportion proportion = new Proportion(hits, cases);
        return String.format(
                Locale.ROOT,
                "%d of %d, %.1f %% (%.1f to %.1f)",
                hits,
                cases,
                100 * proportion.value(),
                100 * proportion.low(),
                100 * proportion.high());
    }

    private static int count(List<Watched> runs, Predicate<Watched> which) {
        return (int) runs.stream().filter(which).count();
    }

    private static boolean stopped(Watched run) {
        return run.outcome() instanceof FittingOutcome.Stopped || run.outcome() instanceof FittingOutcome.Failed;
    }

    /** Runs in which a rule said something, by its gravest grade. */
    private static Map<String, Long> perRule(List<Watched> runs) {
        return runs.stream()
                .flatMap(run -> run.named().stream()
                        .collect(Collectors.toMap(Named::rule, Named::grade, (a, b) -> a.compareTo(b) >= 0 ? a : b))
                        .entrySet()
                        .stream()
                        .map(each -> each.getValue() + " `" + each.getKey() + "`"))
                .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    }

    String json(long seed) {
        return "{\n\"seed\": " + seed
                + ",\n\"note\": \"" + NOTE
                + "\",\n\"faults\": ["
                + faults.stream().map(ChecksReport::json).collect(Collectors.joining(",\n", "\n", "\n"))
                + "],\n\"healthy\": " + json(healthy)
                + ",\n\"withoutSignal\": " + json(withoutSignal) + "\n}\n";
    }

    private static String json(FaultRow row) {
        return "{\"source\": \"" + row.fault().source() + "\", \"fault\": \""
                + row.fault().fault() + "\", \"rules\": "
                + new TreeSet<>(row.fault().rules())
                        .stream().map(rule -> "\"" + rule + "\"").collect(Collectors.joining(", ", "[", "]"))
                + ", \"namedEarly\": " + row.namedEarly() + ", \"named\": " + row.named() + ", \"runs\": "
                + json(row.runs()) + "}";
    }

    private static String json(List<Watched> runs) {
        return runs.stream().map(ChecksReport::json).collect(Collectors.joining(",\n  ", "[\n  ", "]"));
    }

    private static String json(Watched run) {
        return "{\"outcome\": \"" + run.outcome().getClass().getSimpleName() + "\", \"findings\": "
                + run.named().stream()
                        .map(each -> String.format(
                                Locale.ROOT,
                                "{\"rule\": \"%s\", \"grade\": \"%s\", \"at\": %.4f, \"sentence\": \"%s\"}",
                                each.rule(),
                                each.grade(),
                                each.at(),
                                each.sentence().replace("\\", "\\\\").replace("\"", "\\\"")))
                        .collect(Collectors.joining(", ", "[", "]"))
                + "}";
    }
}
