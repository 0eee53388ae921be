package io.earlyview.bench.reproduce;

/**
 * One way of training: a recipe with its rate and batches.
 *
 * @param epochs planned
 * @param stepsMost steps after which it is cut off and judged as it stands: a source's plan may be longer than anybody
 *     wants to wait
 * @param folds how many of the study's folds are held out in turn
 * @param checks whether the checks stop it
 */
record Way(
        String name,
        String recipe,
        int epochs,
        int batchSize,
        double learningRate,
        int stepsMost,
        int folds,
        Checks checks) {

    /** What an error of a check does. */
    enum Checks {
        STOP,
        /** It is written down when it was made, and the run goes on to show how it would have ended. */
        WATCH
    }

    /** A source problem's way, on one fold, which goes on when it has been named. */
    static Way source(String name, String recipe, int epochs, int batchSize, double learningRate, int stepsMost) {
        return new Way(name, recipe, epochs, batchSize, learningRate, stepsMost, 1, Checks.WATCH);
    }

    /** Ours, with every case held out once. */
    static Way ours(String recipe, int epochs, int batchSize, double learningRate, int folds) {
        return new Way("ours", recipe, epochs, batchSize, learningRate, Integer.MAX_VALUE, folds, Checks.STOP);
    }

    Way inFolds(int number) {
        return new Way(name, recipe, epochs, batchSize, learningRate, stepsMost, number, checks);
    }

    Way watched() {
        return new Way(name, recipe, epochs, batchSize, learningRate, stepsMost, folds, Checks.WATCH);
    }
}
