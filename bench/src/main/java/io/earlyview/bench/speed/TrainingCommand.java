package io.earlyview.bench.speed;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench training}: milliseconds of a step of fitting, network by network. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = "How long a step of fitting takes: forward, backward, clipping, Adam.")
public final class TrainingCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "10", description = "Of each network (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--steps", defaultValue = "3", description = "In a round (default: ${DEFAULT-VALUE}).")
    int steps;

    private TrainingCommand() {}

    @Override
    public Integer call() {
        System.out.printf("%-18s %6s %10s%n", "network", "batch", "DJL ms");
        for (Workload workload : Workload.all()) {
            try (Steps djl = new DjlSteps(workload)) {
                djl.take(steps);
                double[] millis = IntStream.range(0, rounds)
                        .mapToDouble(_ -> djl.take(steps).millisPerStep())
                        .sorted()
                        .toArray();
                System.out.printf(
                        Locale.ROOT,
                        "%-18s %6d %10.1f%n",
                        workload.network().name(),
                        workload.batch(),
                        millis[millis.length / 2]);
            }
        }
        return 0;
    }
}
