package io.earlyview.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.earlyview.local.processes.Interruption;
import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import io.earlyview.local.system.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills parts of a system of its own at random moments under load, and audits what came of it. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a system of its own, lets simulated scanners stream into it, and kills inference, ingestion, results,"
                    + " training, the broker and the database (SIGKILL) at random moments, one at a time; each is started"
                    + " again at once, and the rest is told nothing.",
            "Then audits with a subscriber of its own and SQL: what was accepted and is missing (lost), what is there twice"
                    + " (duplicated), what came late or disagrees (regressed). Ends with 1 where any is not zero.",
            "Ten kills take about a minute and a half, 200 half an hour and some 3 GB of disk."
        })
public final class ChaosCommand implements Callable<Integer> {
    private static final int MOST_SEED = 1_000_000;
    /** It would tell every attempt to reach a broker that was killed on purpose. Kept, or it forgets its level. */
    private static final Logger CONNECTIONS = Logger.getLogger("org.apache.kafka.clients");

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "repeats who is killed after which pauses (default: drawn, and printed)")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "writes the summary there too")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "an empty or new directory for everything, which is kept (default: a temporary one, which is kept"
                            + " only where a promise was broken)")
    private Optional<Path> directory = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1 || kills > 10_000) {
            throw new ParameterException(spec.commandLine(), "--kills is " + kills + ", expected 1 to 10000");
        }
        long drawn = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(MOST_SEED));
        Path folder = folder();
        System.out.printf(
                "EarlyView chaos. %s%n%d kills, seed %d; everything is in %s%n",
                ChaosSummary.NOTICE, kills, drawn, folder);
        ChaosSummary summary = run(folder, drawn);
        System.out.println();
        System.out.println(summary);
        if (json.isPresent()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(json.get().toFile(), summary);
        }
        if (summary.kept() && directory.isEmpty()) {
            DataDirectory.delete(folder);
        }
        return summary.kept() ? 0 : 1;
    }

    private Path folder() throws IOException {
        if (directory.isEmpty()) {
            return Files.createTempDirectory("earlyview-chaos-");
        }
        Path folder = directory.get().toAbsolutePath();
        String[] there = folder.toFile().list();
        if (there != null && there.length > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--data " + folder + " holds " + there.length + " files; expected none");
        }
        return folder;
    }

    private ChaosSummary run(Path folder, long drawn) throws InterruptedException {
        Path root = ProjectRoot.find();
        CONNECTIONS.setLevel(Level.SEVERE);
        try (Interruption interruption = Interruption.ofThisThread();
                DataDirectory data = DataDirectory.open(folder);
                LocalSystem system = LocalSystem.start(
                        root, data, Ports.free(), Choices.NONE, line -> System.out.println("  " + line))) {
            return new ChaosRun(root, data, system, System.out).kill(drawn, KillSchedule.of(drawn, kills));
        }
    }
}
