package io.earlyview.bench.inference.stage;

import io.earlyview.bench.inference.contestant.FlinkJob;
import io.earlyview.bench.inference.contestant.PlainConsumer;
import io.earlyview.bench.inference.contestant.StreamsApplication;
import io.earlyview.bench.inference.contestant.Task;
import io.earlyview.local.processes.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who takes frames from the broker and gives scores back. */
public enum Contestant {
    PLAIN("plain clients", PlainConsumer.class),
    STREAMS("Kafka Streams", StreamsApplication.class),
    FLINK("Flink", FlinkJob.class),
    EARLYVIEW("EarlyView", null);

    private static final Path SERVICE = Path.of("services", "inference", "target", "quarkus-app", "quarkus-run.jar");

    private final String title;
    private final @Nullable Class<?> program;

    Contestant(String title, @Nullable Class<?> program) {
        this.title = title;
        this.program = program;
    }

    /** As tables say it. */
    public String title() {
        return title;
    }

    /** Its topics in one visit. */
    public Route route(String visit) {
        return this == EARLYVIEW ? Route.OF_THE_SERVICE : Route.of(visit);
    }

    /** Starts it. The service finds its network by the release that has been published, the others in a file. */
    public ChildProcess start(Stage stage, String visit, Path network) {
        if (program == null) {
            Path root = Path.of(System.getProperty("earlyview.root", "."));
            return stage.contestant(
                    visit,
                    root.resolve(SERVICE).toAbsolutePath(),
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            stage.bootstrapServers(),
                            "EARLYVIEW_ARTIFACTS_DIRECTORY",
                            stage.artifacts().toString(),
                            "EARLYVIEW_INFERENCE_INSTANCE",
                            visit,
                            "QUARKUS_HTTP_PORT",
                            "0"));
        }
        try {
            Path folder = Files.createDirectory(stage.work(visit));
            Route route = route(visit);
            Task task = new Task(stage.bootstrapServers(), visit, route.frames(), route.scores(), network, folder);
            return stage.contestant(visit, program, task.arguments());
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for " + visit, e);
        }
    }
}
