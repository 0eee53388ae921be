package io.earlyview.training.runs;

import org.jspecify.annotations.Nullable;

/** Numbers as JSON can say them. */
final class Figures {
    private Figures() {}

    /** The value, or null where it is not a number or infinite, which JSON cannot say. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }
}
