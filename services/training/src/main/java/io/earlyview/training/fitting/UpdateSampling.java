package io.earlyview.training.fitting;

/**
 * At which steps of a run the weights' updates are measured: some hundred times, no oftener than every 10th step and no more
 * seldom than every 50th, but oftener in the first tenth of the run, so that a rate far off is named before it is over.
 *
 * @param steps planned
 */
record UpdateSampling(long steps) {
    private static final int MEASURED = 100;
    private static final int MEASURED_EARLY = 50;
    private static final int EVERY_LEAST = 10;
    private static final int EVERY_MOST = 50;

    boolean at(long number) {
        long early = steps / 10;
        long every = number <= early
                ? Math.clamp(early / MEASURED_EARLY, 1, EVERY_MOST)
                : Math.clamp(steps / MEASURED, EVERY_LEAST, EVERY_MOST);
        return number % every == 0;
    }
}
