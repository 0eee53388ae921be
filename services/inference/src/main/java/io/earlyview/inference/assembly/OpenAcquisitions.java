package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.OpenAcquisition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The acquisitions of the partitions that this worker owns, what of them is not yet written, and how many there are of
 * what kind. Whatever is looked up or counted here takes the same time however many there are.
 */
final class OpenAcquisitions {
    private final Map<Integer, Map<String, OpenAcquisition>> byPartition = new HashMap<>();
    /** Each that has changed since it was last written, as it was then; none where it was not there. */
    private final Map<Place, Optional<OpenAcquisition>> unwritten = new LinkedHashMap<>();

    private final Map<String, Integer> byRelease = new HashMap<>();
    private int open;
    private int unscored;
    private long pixelBytes;

    Optional<OpenAcquisition> find(Place place) {
        return Optional.ofNullable(acquisitions(place.partition()).get(place.acquisitionId()));
    }

    /** A change that is to be written. */
    void change(int partition, OpenAcquisition after) {
        Place place = new Place(partition, after.acquisitionId());
        unwritten.putIfAbsent(place, find(place));
        put(partition, after);
    }

    /** A change that is not worth writing. */
    void put(int partition, OpenAcquisition after) {
        count(acquisitions(partition).put(after.acquisitionId(), after), -1);
        count(after, 1);
    }

    void remove(Place place) {
        unwritten.putIfAbsent(place, find(place));
        count(acquisitions(place.partition()).remove(place.acquisitionId()), -1);
    }

    /** All of them, with where they live; a copy. */
    Map<Place, OpenAcquisition> all() {
        Map<Place, OpenAcquisition> all = new LinkedHashMap<>();
        byPartition.forEach((partition, acquisitions) ->
                acquisitions.forEach((id, acquisition) -> all.put(new Place(partition, id), acquisition)));
        return all;
    }

    /** The records that make topic {@code assembly} say what is known now; a null value is a tombstone. */
    Map<Place, Map<String, byte @Nullable []>> unwritten() {
        Map<Place, Map<String, byte @Nullable []>> records = new LinkedHashMap<>();
        unwritten.forEach((place, before) -> records.put(
                place,
                find(place)
                        .map(now -> StateRecords.changes(before, now))
                        .orElseGet(() -> StateRecords.end(place.acquisitionId(), before))));
        return records;
    }

    void written() {
        unwritten.clear();
    }

    /** Lets partitions go to another process. */
    void forget(Collection<Integer> partitions) {
        for (int partition : partitions) {
            List<OpenAcquisition> gone = new ArrayList<>(acquisitions(partition).values());
            gone.forEach(acquisition -> count(acquisition, -1));
            byPartition.remove(partition);
        }
        unwritten.keySet().removeIf(place -> partitions.contains(place.partition()));
    }

    /** Lets everything go. */
    void forgetAll() {
        forget(List.copyOf(byPartition.keySet()));
    }

    /** Those whose last revision has not been published. */
    int open() {
        return open;
    }

    /** Those of them that have no score yet. */
    int unscored() {
        return unscored;
    }

    /** Bytes of all pixels that wait. */
    long pixelBytes() {
        return pixelBytes;
    }

    /** Releases that an open acquisition stays on. */
    Set<String> releasesInUse() {
        return Set.copyOf(byRelease.keySet());
    }

    private Map<String, OpenAcquisition> acquisitions(int partition) {
        return byPartition.computeIfAbsent(partition, p -> new HashMap<>());
    }

    private void count(@Nullable OpenAcquisition acquisition, int by) {
        if (acquisition == null || acquisition.closed()) {
            return;
        }
        open += by;
        unscored += acquisition.revision() == 0 ? by : 0;
        pixelBytes += by * acquisition.pixelBytes();
        if (acquisition.pinned()) {
            byRelease.merge(acquisition.releaseId(), by, (a, b) -> a + b == 0 ? null : a + b);
        }
    }
}
