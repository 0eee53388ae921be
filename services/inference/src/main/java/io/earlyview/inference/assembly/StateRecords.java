package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an acquisition lies in topic {@code assembly}: one record for each frame that waits, under the acquisition's id and the
 * number of the needed frame it stands for ({@code 0123…cdef/17}), and one of what was published, under the id alone. So a
 * frame is written once, and a record of 128 slices costs 128 slices.
 */
final class StateRecords {
    private static final char SEPARATOR = '/';

    private StateRecords() {}

    /** Key of the record that says which scores were published. */
    static String key(String acquisitionId) {
        return acquisitionId;
    }

    /** Key of the record of a frame that waits. */
    static String key(String acquisitionId, int place) {
        return acquisitionId + SEPARATOR + place;
    }

    /**
     * What must be written so that the topic says the same as memory; a null value is a tombstone.
     *
     * @param before places of the frames that waited when the acquisition was last written
     * @param after what is known of it now
     * @param waiting places of the frames that wait now
     */
    static Map<String, byte @Nullable []> changes(
            Map<Integer, ReceivedFrame> before, OpenAcquisition after, Map<Integer, ReceivedFrame> waiting) {
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        if (after.scored()) {
            records.put(key(after.acquisitionId()), AssemblyStateCoding.encode(after));
        }
        waiting.forEach((place, frame) -> {
            if (!frame.equals(before.get(place))) {
                records.put(key(after.acquisitionId(), place), AssemblyStateCoding.encodeWaiting(frame));
            }
        });
        before.keySet().stream()
                .filter(place -> !waiting.containsKey(place))
                .forEach(place -> records.put(key(after.acquisitionId(), place), null));
        return records;
    }

    /** Tombstones for everything that may have been written of an acquisition. */
    static Map<String, byte @Nullable []> end(String acquisitionId, Set<Integer> places) {
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        records.put(key(acquisitionId), null);
        places.forEach(place -> records.put(key(acquisitionId, place), null));
        return records;
    }

    /** The acquisitions that records of one partition, the last of each key, tell of. */
    static Collection<OpenAcquisition> joined(Collection<byte[]> values) {
        Map<String, OpenAcquisition> acquisitions = new LinkedHashMap<>();
        for (byte[] value : values) {
            OpenAcquisition part = AssemblyStateCoding.decode(value);
            acquisitions.merge(part.acquisitionId(), part, OpenAcquisition::joinedWith);
        }
        return acquisitions.values();
    }
}
