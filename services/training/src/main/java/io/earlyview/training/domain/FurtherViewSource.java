package io.earlyview.training.domain;

import java.util.List;
import java.util.Set;

/**
 * The views of rotations beyond those that examples hold. All of a data set's would not fit into memory, so they are handed
 * over one acquisition after the other, and whoever takes them keeps less of them.
 */
public interface FurtherViewSource {
    /** The acquisitions of the data set that have further views. */
    Set<String> acquisitions();

    /**
     * Hands over the views of those of {@code wanted} that are still to be had, in no order; each once.
     *
     * @throws IllegalStateException if they cannot be read
     */
    void read(Set<String> wanted, Taker taker);

    /** Takes the views of one acquisition, in the order in which they came; they are gone when it returns. */
    @FunctionalInterface
    interface Taker {
        void take(String acquisitionId, List<View> views);
    }

    /** One view. */
    interface View {
        double angleDegrees();

        /** Raw values, row by row; decoded at each call. */
        float[] pixels();
    }

    /** No further views at all. */
    static FurtherViewSource none() {
        return new FurtherViewSource() {
            @Override
            public Set<String> acquisitions() {
                return Set.of();
            }

            @Override
            public void read(Set<String> wanted, Taker taker) {}
        };
    }
}
