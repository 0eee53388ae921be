package io.earlyview.training.curation;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.IntConsumer;

/** How much memory the further views of all open acquisitions take, and whose go when it is too much. Used by one thread. */
final class FurtherRoom {
    private final long bytesMost;
    private final IntConsumer letGo;
    private long bytes;

    /**
     * Nothing taken yet.
     *
     * @param bytesMost that pixels may take
     * @param letGo told how many views were let go of
     */
    FurtherRoom(long bytesMost, IntConsumer letGo) {
        this.bytesMost = bytesMost;
        this.letGo = letGo;
    }

    void take(long more) {
        bytes += more;
    }

    /** An acquisition is left, and its views with it. */
    void free(OpenAcquisition acquisition) {
        bytes -= acquisition.further().bytes();
    }

    boolean isFull() {
        return bytes > bytesMost;
    }

    /** One view finds no room in its example's record. */
    void refuse() {
        letGo.accept(1);
    }

    /** Lets go of the views of the acquisition that has said nothing for longest, and tells which that is. */
    OpenAcquisition letGoOfLongestSilent(Collection<OpenAcquisition> open) {
        OpenAcquisition silent = open.stream()
                .filter(each -> each.further().bytes() > 0)
                .min(Comparator.comparingLong(each -> each.lastHeard().timestampMillis()))
                .orElseThrow();
        free(silent);
        letGo.accept(silent.further().letGo());
        return silent;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        bytes = 0;
    }
}
