package io.earlyview.training.runs;

import io.earlyview.training.fitting.Checkpoint;
import io.earlyview.training.fitting.Checkpoints;
import io.earlyview.training.runs.CheckpointHeader.Owner;
import java.util.Optional;

/** The checkpoints of one run, in a file. */
record RunCheckpoints(CheckpointFiles files, Owner owner, Optional<Checkpoint> last) implements Checkpoints {
    @Override
    public void keep(Checkpoint checkpoint) {
        files.keep(owner, checkpoint);
    }
}
