package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an acquisition lies in topic {@code assembly}: one record for each frame that it holds, under the acquisition's id and
 * the number of the place the frame stands for ({@code 0123…cdef/17}), and one of all else, under the id alone. So a frame is
 * written once, whatever comes after it.
 */
final class StateRecords {
    private static final char SEPARATOR = '/';

    private StateRecords() {}

    /** Key of the record of everything but the frames. */
    static String key(String acquisitionId) {
        return acquisitionId;
    }

    /** Key of the record of a frame. */
    static String key(String acquisitionId, int place) {
        return acquisitionId + SEPARATOR + place;
    }

    /**
     * What must be written so that the topic says the same as memory; a null value is a tombstone.
     *
     * @param before the acquisition when it was last written; none where it never was
     */
    static Map<String, byte @Nullable []> changes(Optional<OpenAcquisition> before, OpenAcquisition now) {
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        if (before.isEmpty() || !before.get().sameBesideFrames(now)) {
            records.put(key(now.acquisitionId()), AssemblyStateCoding.encode(now));
        }
        NavigableMap<Integer, HeldFrame> written =
                before.map(OpenAcquisition::held).orElseGet(TreeMap::new);
        now.held().forEach((place, frame) -> {
            if (!frame.equals(written.get(place))) {
                records.put(key(now.acquisitionId(), place), AssemblyStateCoding.encodeHeld(frame, now.exam()));
            }
        });
        written.keySet().stream()
                .filter(place -> !now.held().containsKey(place))
                .forEach(place -> records.put(key(now.acquisitionId(), place), null));
        return records;
    }

    /** Tombstones for everything that was written of an acquisition. */
    static Map<String, byte @Nullable []> end(String acquisitionId, Optional<OpenAcquisition> before) {
        Map<String, byte @Nullable []> records = new LinkedHashMap<>();
        records.put(key(acquisitionId), null);
        before.ifPresent(one -> one.held().keySet().forEach(place -> records.put(key(acquisitionId, place), null)));
        return records;
    }

    /** The acquisitions that records of one partition, the last of each key, tell of. */
    static Collection<OpenAcquisition> joined(Map<String, byte[]> records) {
        Map<String, OpenAcquisition> acquisitions = new LinkedHashMap<>();
        // First what is known of acquisitions, then their frames.
        records.forEach((key, value) -> {
            if (key.indexOf(SEPARATOR) < 0) {
                OpenAcquisition one = AssemblyStateCoding.decode(value);
                acquisitions.put(one.acquisitionId(), one);
            }
        });
        records.forEach((key, value) -> {
            int separator = key.indexOf(SEPARATOR);
            if (separator >= 0) {
                int place = Integer.parseInt(key.substring(separator + 1));
                AssemblyStateCoding.Held held = AssemblyStateCoding.decodeHeld(value);
                acquisitions.merge(
                        held.frame().acquisitionId(),
                        held.alone(place),
                        (known, alone) ->
                                known.closed() ? known : known.holding(place, held.frame(), known.changedAt()));
            }
        });
        return acquisitions.values();
    }
}
