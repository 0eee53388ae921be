package io.earlyview.training.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.training.domain.PredictedCase;
import io.earlyview.training.release.DurableFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The runs' records on disk, one JSON file each, so that a restarted service still knows them. */
@ApplicationScoped
public class RunFiles {
    private static final Logger LOG = Logger.getLogger(RunFiles.class);

    static final String HELD_OUT = "held-out.json";
    static final String OUT_OF_FOLD = "out-of-fold.json";

    private final Path directory;
    private final ObjectMapper json;

    public RunFiles(TrainingConfig config, ObjectMapper json) {
        this.directory = config.runsDirectory();
        this.json = json;
    }

    void write(Run run) {
        try {
            DurableFile.write(
                    directory.resolve(run.runId() + ".json"),
                    json.writerWithDefaultPrettyPrinter().writeValueAsBytes(run));
            if (run.finished()) {
                Files.deleteIfExists(cancelMark(run.runId()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the run's record cannot be written to " + directory, e);
        }
    }

    /** Notes that somebody wants a run to end: should the service stop first, it must not go on. */
    void noteCancelled(String runId) {
        try {
            DurableFile.write(cancelMark(runId), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("the cancellation cannot be written to " + directory, e);
        }
    }

    /** Whether somebody wanted a run to end. */
    boolean cancelled(String runId) {
        return Files.exists(cancelMark(runId));
    }

    private Path cancelMark(String runId) {
        return directory.resolve(runId + ".cancelled");
    }

    /** The folder beside the record for what is too much for it. */
    public Path folder(String runId) {
        return directory.resolve(runId);
    }

    void writeCases(String runId, String name, List<PredictedCase> cases) {
        try {
            DurableFile.write(folder(runId).resolve(name), json.writeValueAsBytes(cases));
        } catch (IOException e) {
            throw new UncheckedIOException("the run's predicted cases cannot be written to " + folder(runId), e);
        }
    }

    /** The held-out cases of a run; none where it ended before they were looked at, or they cannot be read. */
    public List<PredictedCase> heldOut(String runId) {
        return cases(folder(runId).resolve(HELD_OUT));
    }

    private List<PredictedCase> cases(Path file) {
        try {
            return Files.exists(file) ? List.of(json.readValue(file.toFile(), PredictedCase[].class)) : List.of();
        } catch (IOException e) {
            LOG.warnf("A run's predicted cases cannot be read; file=%s cause=%s", file, e.getMessage());
            return List.of();
        }
    }

    /** Every record that can be read; one that cannot is named in the log and left alone. */
    List<Run> readAll() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                try {
                    runs.add(json.readValue(file.toFile(), Run.class));
                } catch (IOException e) {
                    LOG.warnf("A run's record cannot be read; file=%s cause=%s", file, e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the runs in " + directory + " cannot be listed", e);
        }
        return runs;
    }
}
