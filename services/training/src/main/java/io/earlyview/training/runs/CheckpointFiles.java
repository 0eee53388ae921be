package io.earlyview.training.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.training.fitting.Checkpoint;
import io.earlyview.training.release.DurableFile;
import io.earlyview.training.runs.CheckpointBytes.Owned;
import io.earlyview.training.runs.CheckpointHeader.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The last checkpoint of each run that has not ended, beside the runs' records; replaced whole or not at all. */
@ApplicationScoped
public class CheckpointFiles {
    private static final Logger LOG = Logger.getLogger(CheckpointFiles.class);

    private final Path directory;
    private final CheckpointBytes format;

    public CheckpointFiles(TrainingConfig config, ObjectMapper json) {
        this.directory = config.runsDirectory();
        this.format = new CheckpointBytes(json);
    }

    /** What there is to go on from. */
    sealed interface Found {
        /** All of it is as it was written. */
        record Usable(Checkpoint checkpoint, int threads) implements Found {}

        /** Nothing that may be used; {@code why} is the second half of a sentence. */
        record Unusable(String why) implements Found {}
    }

    /** Keeps a checkpoint; where that fails the run goes on without. */
    void keep(Owner owner, Checkpoint checkpoint) {
        try {
            DurableFile.write(place(owner.runId()), format.write(new Owned(owner, checkpoint)));
        } catch (IOException e) {
            LOG.warnf("A checkpoint cannot be written; run=%s cause=%s", owner.runId(), e.getMessage());
        }
    }

    /** The checkpoint of this owner, whatever the number of its threads. */
    Found find(Owner owner) {
        try {
            Owned owned = format.read(Files.readAllBytes(place(owner.runId())));
            Owner then = owned.owner();
            if (!then.dataSetSha256().equals(owner.dataSetSha256())) {
                return new Found.Unusable("the checkpoint is of other data");
            }
            if (!then.codeVersion().equals(owner.codeVersion())) {
                return new Found.Unusable("the checkpoint was written by version " + then.codeVersion() + ", this is "
                        + owner.codeVersion());
            }
            return new Found.Usable(owned.checkpoint(), then.threads());
        } catch (NoSuchFileException e) {
            return new Found.Unusable("no epoch had ended");
        } catch (IOException e) {
            return new Found.Unusable("the checkpoint cannot be read: " + e.getMessage());
        }
    }

    /** Forgets a run's checkpoint. */
    void forget(String runId) {
        try {
            Files.deleteIfExists(place(runId));
        } catch (IOException e) {
            LOG.warnf("A checkpoint cannot be deleted; run=%s cause=%s", runId, e.getMessage());
        }
    }

    private Path place(String runId) {
        return directory.resolve(runId + ".checkpoint");
    }
}
