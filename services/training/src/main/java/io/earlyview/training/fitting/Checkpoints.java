package io.earlyview.training.fitting;

import java.util.Optional;

/** Where a fitting leaves its checkpoints, and which it begins from. Called on the thread that fits. */
public interface Checkpoints {
    /** The one to go on from; asked once, before anything else. */
    Optional<Checkpoint> last();

    /** Takes the checkpoint of an epoch's end in place of the one before. */
    void keep(Checkpoint checkpoint);

    /** Goes on from what was already asked for, and keeps where {@code kept} does. */
    static Checkpoints goingOn(Optional<Checkpoint> from, Checkpoints kept) {
        return new Checkpoints() {
            @Override
            public Optional<Checkpoint> last() {
                return from;
            }

            @Override
            public void keep(Checkpoint checkpoint) {
                kept.keep(checkpoint);
            }
        };
    }

    /** Begins at the beginning and keeps nothing. */
    static Checkpoints none() {
        return new Checkpoints() {
            @Override
            public Optional<Checkpoint> last() {
                return Optional.empty();
            }

            @Override
            public void keep(Checkpoint checkpoint) {}
        };
    }
}
