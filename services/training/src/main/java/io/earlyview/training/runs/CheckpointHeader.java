package io.earlyview.training.runs;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.Checkpoint;
import java.util.List;

/**
 * What a checkpoint's file says before the numbers of the network.
 *
 * @param of what it belongs to
 */
record CheckpointHeader(
        Owner of,
        int epochsDone,
        long elapsedMillis,
        int optimizerSteps,
        int averageSteps,
        List<Observation> observations,
        List<NamedFinding> findings) {

    /**
     * What must be the same for a run to go on as if nothing had happened.
     *
     * @param dataSetSha256 content hash of the examples
     * @param codeVersion that fitted so far
     * @param threads that fitted so far; with another number sums are rounded otherwise
     */
    record Owner(String runId, String dataSetSha256, String codeVersion, int threads) {}

    static CheckpointHeader of(Owner owner, Checkpoint checkpoint) {
        return new CheckpointHeader(
                owner,
                checkpoint.epochsDone(),
                checkpoint.elapsedMillis(),
                checkpoint.optimizer().steps(),
                checkpoint.average().steps(),
                checkpoint.observations(),
                checkpoint.findings());
    }

    /** How JSON tells one kind of observation from another. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    interface Kinds {}
}
