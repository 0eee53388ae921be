package io.earlyview.exams;

/** Refusals of descriptor values, with the value. */
final class Limits {
    private Limits() {}

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
