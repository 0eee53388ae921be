package io.earlyview.local;

import io.earlyview.local.audit.ScoreAudit;
import io.earlyview.local.fleet.SimulatedFleet;
import io.earlyview.local.processes.Interruption;
import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.JavaProgram;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import io.earlyview.local.system.ProjectRoot;
import io.earlyview.local.system.StartupCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs a whole system once, under a little load, so that each of its programs writes down what makes its next start faster. */
@Command(
        name = "record-start-up",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Part of the launcher's build: lets every program record what makes its next start faster.")
final class RecordCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = ProjectRoot.find();
        Path folder = Files.createTempDirectory("earlyview-start-up-");
        try (Interruption interruption = Interruption.ofThisThread()) {
            run(root, folder);
        } finally {
            DataDirectory.delete(folder);
        }
        List<String> missing = StartupCache.accept(root);
        missing.forEach(file -> System.err.println("not recorded: " + file));
        return missing.isEmpty() ? 0 : 1;
    }

    private static void run(Path root, Path folder) throws InterruptedException {
        try (DataDirectory data = DataDirectory.open(folder);
                LocalSystem system =
                        LocalSystem.start(root, data, Ports.free(), Choices.RECORDING, System.out::println);
                SimulatedFleet fleet = SimulatedFleet.start(
                        "gateway",
                        data,
                        system,
                        JavaProgram.recordedService(root, "gateway", "-Xmx1g"),
                        "datscan",
                        "--acquisitions=8",
                        "--scanners=4",
                        "--views=all",
                        "--speed=600x",
                        "--label");
                ScoreAudit audit = new ScoreAudit(system.bootstrapServers(), system.databaseUrl())) {
            fleet.awaitEnd();
            new ScoreAudit(system.bootstrapServers(), system.databaseUrl()).settled(fleet.sent(), Map.of(), PATIENCE);
        }
    }
}
