package io.earlyview.gateway.source.simulation;

import java.util.SplittableRandom;

/**
 * Random draws that depend on a seed and a purpose alone.
 *
 * <p>Each purpose (anatomy, motion, the noise of view 17, …) has a stream of its own, so that one more draw in one place
 * changes nothing in another, and any view can be made without those before it.
 */
final class Chance {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    static Chance of(long seed, Purpose purpose, int number) {
        return new Chance(mix(mix(seed + GOLDEN * purpose.salt) + GOLDEN * (number + 1L)));
    }

    double uniform() {
        return random.nextDouble();
    }

    double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double normal() {
        return random.nextGaussian();
    }

    double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    /** A normal draw, moved to the nearer limit where it falls outside. */
    double normalWithin(double mean, double deviation, double least, double most) {
        return Math.clamp(normal(mean, deviation), least, most);
    }

    /** A factor around 1 whose logarithm has this standard deviation, cut at 2.5 of them. */
    double factor(double deviation) {
        return Math.exp(deviation * Math.clamp(random.nextGaussian(), -2.5, 2.5));
    }

    int index(int bound) {
        return random.nextInt(bound);
    }

    long seed() {
        return random.nextLong();
    }

    /** What a stream of draws is for. The number is part of every seed's meaning: it never changes. */
    enum Purpose {
        CASE(1),
        ANATOMY(2),
        MOTION(3),
        BACKGROUND(4),
        NOISE(5),
        PHYSICS(6);

        private final long salt;

        Purpose(long salt) {
            this.salt = salt;
        }
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
