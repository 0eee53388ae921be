package io.earlyview.training.evaluation;

/** Refuses arrays that should run over the same cases and do not. */
final class Lengths {
    private Lengths() {}

    /** @return {@code actual}, which is {@code cases} */
    static int same(String what, int actual, int cases) {
        if (actual != cases) {
            throw new IllegalArgumentException(what + " must have " + cases + " cases, but have " + actual);
        }
        return actual;
    }
}
