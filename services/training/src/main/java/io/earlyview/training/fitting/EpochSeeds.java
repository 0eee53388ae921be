package io.earlyview.training.fitting;

import java.util.SplittableRandom;

/**
 * Seeds of what an epoch draws. They follow from the run's seed and the epoch's number alone, so that an epoch draws the
 * same whether or not another process did the ones before it: no random generator's state need be kept.
 *
 * @param order of the examples
 * @param variation of each example
 * @param dropping of features
 */
record EpochSeeds(long order, long variation, long dropping) {

    static EpochSeeds of(long seed, int epoch) {
        SplittableRandom seeds = new SplittableRandom(seed + 3);
        for (int before = 1; before < epoch; before++) {
            seeds.nextLong();
        }
        SplittableRandom own = new SplittableRandom(seeds.nextLong());
        return new EpochSeeds(own.nextLong(), own.nextLong(), own.nextLong());
    }
}
