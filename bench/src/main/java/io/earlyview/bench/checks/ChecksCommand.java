package io.earlyview.bench.checks;

import io.earlyview.bench.progress.ProgressBar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench checks}: what the checks of a training run are worth. */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What the checks of a training run are worth, by real fittings on small simulated cohorts: how early each seeded "
                    + "fault is named, how often a healthy run is stopped, and how often data without any signal give a release.",
            "Simulated data. Research use only. Not a medical device; not for diagnosis."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Measured, whatever came of it.", "2:The command line is wrong."})
public final class ChecksCommand implements Callable<Integer> {
    @Option(
            names = "--seeds",
            defaultValue = "3",
            description = "Runs of each seeded fault (default: ${DEFAULT-VALUE}).")
    int seeds;

    @Option(names = "--healthy", defaultValue = "200", description = "Healthy runs (default: ${DEFAULT-VALUE}).")
    int healthy;

    @Option(names = "--null", defaultValue = "200", description = "Null data sets (default: ${DEFAULT-VALUE}).")
    int withoutSignal;

    @Option(names = "--seed", defaultValue = "1", description = "Of everything (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to keep the figures and every run.")
    @Nullable
    Path json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private ChecksCommand() {}

    @Override
    public Integer call() {
        if (seeds < 0 || healthy < 0 || withoutSignal < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The numbers of runs must not be below 0 but are " + seeds + ", " + healthy + " and "
                            + withoutSignal);
        }
        List<SeededFault> faults = SeededFaults.all();
        ProgressBar bar = new ProgressBar(faults.size() * seeds + healthy + withoutSignal, System.err);
        List<FaultRow> rows = new ArrayList<>();
        for (SeededFault fault : seeds > 0 ? faults : List.<SeededFault>of()) {
            rows.add(new FaultRow(fault, watched("fault: " + fault.fault(), seeds, seed, fault::run, bar)));
        }
        SmallRuns runs = new SmallRuns(seed);
        ChecksReport report = new ChecksReport(
                rows,
                watched("healthy runs", healthy, 1000 * seed, number -> run(runs.healthy(number)), bar),
                watched("null data sets", withoutSignal, 1000 * seed, number -> run(runs.withoutSignal(number)), bar));
        bar.end();
        System.out.print(report.table());
        if (json != null) {
            write(json, report.json(seed));
        }
        return 0;
    }

    private static Watched run(SeededFault.Trial trial) {
        return Watched.run(trial.examples(), trial.plan());
    }

    private static List<Watched> watched(
            String what, int count, long first, LongFunction<Watched> run, ProgressBar bar) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> {
                    bar.show(what);
                    Watched watched = run.apply(number);
                    bar.step();
                    return watched;
                })
                .toList();
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
