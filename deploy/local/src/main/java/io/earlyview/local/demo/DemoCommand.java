package io.earlyview.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.earlyview.local.processes.ChildProcess;
import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.JavaProgram;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import io.earlyview.local.system.ProjectRoot;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a system of its own, lets simulated scanners stream into it, shows it live, audits it, and stops it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Simulated scanners stream DaTscans into a system of their own; shows the scores as they come,"
                + " then checks that none was lost or doubled.")
public final class DemoCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofMillis(500);
    private static final int WARM_UP = 24;
    private static final long WARM_UP_SEED = 4242;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--acquisitions", defaultValue = "40", description = "how many (default: ${DEFAULT-VALUE})")
    private int acquisitions;

    @Option(names = "--scanners", defaultValue = "8", description = "how many at once (default: ${DEFAULT-VALUE})")
    private int scanners;

    @Option(
            names = "--speed",
            defaultValue = "100x",
            description = "how much faster than a real scan of 30 minutes (default: ${DEFAULT-VALUE})")
    private String speed = "100x";

    @Option(names = "--seed", defaultValue = "1", description = "of the simulator (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the summary there too")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = ProjectRoot.find();
        Path folder = root.resolve("data/demo");
        CountDownLatch stopped = new CountDownLatch(1);
        Thread demo = Thread.currentThread();
        Thread onInterrupt = new Thread(() -> {
            demo.interrupt();
            await(stopped);
        });
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        System.out.println("EarlyView demo. " + DemoSummary.NOTICE);
        try {
            DemoSummary summary = run(root, folder);
            System.out.println();
            System.out.println(summary);
            if (json != null) {
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), summary);
            }
            return summary.kept() ? 0 : 1;
        } finally {
            stopped.countDown();
        }
    }

    private DemoSummary run(Path root, Path folder) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        try (DataDirectory data = open(folder);
                LocalSystem system = LocalSystem.start(
                        root, data, Ports.free(), Choices.NONE, line -> System.out.println("  " + line))) {
            System.out.printf(
                    "ready after %d s; console while it runs: %s%n%n",
                    Duration.between(begin, Instant.now()).toSeconds(), system.resultsUrl());
            ResultsClient results = new ResultsClient(system.resultsUrl());
            Set<String> warmUp = warmUp(root, data, system, results);
            Path truthFile = folder.resolve("truth.csv");
            try (ChildProcess fleet = fleet(root, data, system, truthFile)) {
                watch(fleet, results, warmUp);
            }
            Map<String, Boolean> truth = SimulatedTruth.read(truthFile);
            List<ResultsClient.Acquisition> stored = settled(results, warmUp, truth.size());
            return DemoSummary.of(truth, stored, ScoreAudit.of(system.bootstrapServers()));
        }
    }

    /**
     * Lets a few scans through processes that have just started, whose first seconds go to compiling; a hospital's run for
     * weeks. They are scored and stored like all others, but not counted. Returns their ids.
     */
    private static Set<String> warmUp(Path root, DataDirectory data, LocalSystem system, ResultsClient results)
            throws InterruptedException {
        System.out.printf("warming up with %d scans of two views, not counted%n%n", WARM_UP);
        List<String> command = JavaProgram.service(
                root,
                "gateway",
                "-Xmx1g",
                "simulate",
                "--acquisitions=" + WARM_UP,
                "--views=2",
                "--speed=max",
                "--seed=" + WARM_UP_SEED);
        try (ChildProcess fleet =
                ChildProcess.start("warm-up", command, system.clientEnvironment(), data.logs(), data.pids())) {
            while (fleet.alive()) {
                TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
            }
        }
        return settled(results, Set.of(), WARM_UP).stream()
                .map(ResultsClient.Acquisition::acquisitionId)
                .collect(Collectors.toSet());
    }

    /** A demo begins with nothing; another one on the same folder is refused before anything is deleted. */
    private static DataDirectory open(Path folder) throws IOException {
        DataDirectory data = DataDirectory.open(folder);
        ChildProcess.endLeftOvers(data.pids());
        for (Path part : List.of(data.kafka(), data.postgres(), data.artifacts(), data.runs(), data.logs())) {
            delete(part);
            if (!part.equals(data.postgres())) {
                Files.createDirectories(part);
            }
        }
        return data;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private ChildProcess fleet(Path root, DataDirectory data, LocalSystem system, Path truthFile) {
        List<String> command = JavaProgram.service(
                root,
                "gateway",
                "-Xmx1g",
                "simulate",
                "--exam=datscan",
                "--acquisitions=" + acquisitions,
                "--scanners=" + scanners,
                "--views=all",
                "--label",
                "--seed=" + seed,
                "--speed=" + speed,
                "--truth=" + truthFile);
        return ChildProcess.start("gateway", command, system.clientEnvironment(), data.logs(), data.pids());
    }

    private void watch(ChildProcess fleet, ResultsClient results, Set<String> without) throws InterruptedException {
        @Nullable Console console = System.console();
        DemoTable table = new DemoTable(System.out, console != null && console.isTerminal(), acquisitions);
        while (fleet.alive()) {
            table.show(acquisitions(results, without), false);
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
        }
        if (fleet.exitCode() != 0) {
            throw new IllegalStateException("the simulated scanners failed:\n" + fleet.lastWords());
        }
        table.show(acquisitions(results, without), true);
    }

    /** Waits until every acquisition is scored, or patience ends; what is missing then is lost. */
    private static List<ResultsClient.Acquisition> settled(ResultsClient results, Set<String> without, int sent)
            throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        List<ResultsClient.Acquisition> stored = acquisitions(results, without);
        while (stored.stream().filter(ResultsClient.Acquisition::scored).count() < sent
                && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
            stored = acquisitions(results, without);
        }
        return stored;
    }

    private static List<ResultsClient.Acquisition> acquisitions(ResultsClient results, Set<String> without) {
        return results.acquisitions().stream()
                .filter(acquisition -> !without.contains(acquisition.acquisitionId()))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
