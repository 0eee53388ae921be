package io.earlyview.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.earlyview.local.audit.AuditReport;
import io.earlyview.local.audit.ScoreAudit;
import io.earlyview.local.audit.SentAcquisition;
import io.earlyview.local.fleet.SimulatedFleet;
import io.earlyview.local.processes.ChildProcess;
import io.earlyview.local.processes.Interruption;
import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import io.earlyview.local.system.ProjectRoot;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
    private static final String EXAM = "datscan";
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
        System.out.println("EarlyView demo. " + DemoSummary.NOTICE);
        DemoSummary summary;
        try (Interruption interruption = Interruption.ofThisThread()) {
            summary = run(root, folder);
        }
        System.out.println();
        System.out.println(summary);
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), summary);
        }
        return summary.kept() ? 0 : 1;
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
            List<SentAcquisition> warmUp = warmUp(root, data, system);
            Set<String> notCounted = warmUp.stream().map(SentAcquisition::id).collect(Collectors.toSet());
            try (SimulatedFleet fleet = fleet(root, data, system);
                    ScoreAudit audit = new ScoreAudit(system.bootstrapServers(), system.databaseUrl())) {
                watch(fleet, results, notCounted);
                List<SentAcquisition> sent = new ArrayList<>(warmUp);
                sent.addAll(fleet.sent());
                AuditReport report = audit.settled(sent, Map.of(), PATIENCE);
                return DemoSummary.of(fleet.truth(), acquisitions(results, notCounted), report);
            }
        }
    }

    /**
     * Lets a few scans through processes that have just started, whose first seconds go to compiling; a hospital's run for
     * weeks. They are scored, stored and audited like all others, but not counted.
     */
    private static List<SentAcquisition> warmUp(Path root, DataDirectory data, LocalSystem system)
            throws InterruptedException {
        System.out.printf("warming up with %d scans of two views, not counted%n%n", WARM_UP);
        try (SimulatedFleet fleet = SimulatedFleet.start(
                        "warm-up",
                        data,
                        system,
                        SimulatedFleet.program(root),
                        EXAM,
                        "--acquisitions=" + WARM_UP,
                        "--views=2",
                        "--speed=max",
                        "--seed=" + WARM_UP_SEED);
                ScoreAudit audit = new ScoreAudit(system.bootstrapServers(), system.databaseUrl())) {
            fleet.awaitEnd();
            List<SentAcquisition> sent = fleet.sent();
            audit.settled(sent, Map.of(), PATIENCE);
            return sent;
        }
    }

    /** A demo begins with nothing; another one on the same folder is refused before anything is deleted. */
    private static DataDirectory open(Path folder) throws IOException {
        DataDirectory data = DataDirectory.open(folder);
        ChildProcess.endLeftOvers(data.pids());
        for (Path part : List.of(data.kafka(), data.postgres(), data.artifacts(), data.runs(), data.logs())) {
            DataDirectory.delete(part);
            if (!part.equals(data.postgres())) {
                Files.createDirectories(part);
            }
        }
        return data;
    }

    private SimulatedFleet fleet(Path root, DataDirectory data, LocalSystem system) {
        return SimulatedFleet.start(
                "gateway",
                data,
                system,
                SimulatedFleet.program(root),
                EXAM,
                "--acquisitions=" + acquisitions,
                "--scanners=" + scanners,
                "--views=all",
                "--label",
                "--seed=" + seed,
                "--speed=" + speed);
    }

    private void watch(SimulatedFleet fleet, ResultsClient results, Set<String> without) throws InterruptedException {
        @Nullable Console console = System.console();
        DemoTable table = new DemoTable(System.out, console != null && console.isTerminal(), acquisitions);
        while (fleet.alive()) {
            table.show(acquisitions(results, without), false);
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
        }
        fleet.awaitEnd();
        fleet.requireSuccess();
        table.show(acquisitions(results, without), true);
    }

    private static List<ResultsClient.Acquisition> acquisitions(ResultsClient results, Set<String> without) {
        return results.acquisitions().stream()
                .filter(acquisition -> !without.contains(acquisition.acquisitionId()))
                .toList();
    }
}
