package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.OpenAcquisition;
import java.util.Collection;
import java.util.Map;

/** Reads what a partition of topic {@code assembly} says, the last record of each key. */
public final class StateTopic {
    private StateTopic() {}

    public static Collection<OpenAcquisition> joined(Map<String, byte[]> records) {
        return StateRecords.joined(records);
    }
}
