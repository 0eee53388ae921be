package io.earlyview.training.runs;

import io.earlyview.training.curation.DataSet;
import io.earlyview.training.fitting.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * Where a run begins to fit.
 *
 * @param dataSet what is fitted to
 * @param from the epoch's end to go on from; empty for the very beginning
 * @param sentence where, and why there; empty for a run that nothing has interrupted
 */
record Beginning(DataSet dataSet, Optional<Checkpoint> from, String sentence) {

    /** The run as it then stands. */
    Run of(Run run) {
        DataSetEntry read = DataSetEntry.of(dataSet);
        if (sentence.isEmpty()) {
            return run.fitting(read);
        }
        List<FindingEntry> named = from.stream()
                .flatMap(checkpoint -> checkpoint.findings().stream())
                .map(FindingEntry::of)
                .toList();
        return run.fitting(read, from.map(Checkpoint::epochsDone).orElse(0), named, sentence);
    }
}
