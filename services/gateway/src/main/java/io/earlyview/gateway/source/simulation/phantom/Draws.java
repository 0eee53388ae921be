package io.earlyview.gateway.source.simulation.phantom;

import java.util.SplittableRandom;

/**
 * Random draws that depend on a seed, a purpose and a number alone.
 *
 * <p>Each purpose has a stream of its own, so that one more draw in one place changes nothing in another, and any case
 * can be made without those before it.
 */
public final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double SMALLEST_SKEWED_NORMAL = 6;

    private final SplittableRandom random;

    private Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    public static Draws of(long seed, Purpose purpose, int number) {
        return new Draws(mix(mix(seed + GOLDEN * purpose.salt) + GOLDEN * (number + 1L)));
    }

    public double uniform() {
        return random.nextDouble();
    }

    public double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** Uniform in the logarithm. */
    public double logBetween(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    public double normal() {
        return random.nextGaussian();
    }

    /** A normal draw, moved to the nearer limit where it falls outside. */
    public double normalWithin(double mean, double deviation, double least, double most) {
        return Math.clamp(mean + deviation * random.nextGaussian(), least, most);
    }

    /** A factor around 1 whose logarithm has this standard deviation, cut at 2.5 of them. */
    public double factor(double deviation) {
        return Math.exp(deviation * Math.clamp(random.nextGaussian(), -2.5, 2.5));
    }

    /** From 0 to below the bound. */
    public int index(int bound) {
        return random.nextInt(bound);
    }

    public long seed() {
        return random.nextLong();
    }

    /**
     * A Poisson count: exact for small means; above 6 a normal count bent so that the first three cumulants are a Poisson
     * count's, which is several times faster.
     */
    public int poisson(double mean) {
        if (!(mean >= 0) || mean > 1e6) {
            throw new IllegalArgumentException("A mean count must lie between 0 and 1000000 but is " + mean);
        }
        if (mean > SMALLEST_SKEWED_NORMAL) {
            double normal = random.nextGaussian();
            double count = mean + Math.sqrt(mean) * normal + (normal * normal - 1) / 6;
            return (int) Math.max(0, Math.floor(count + 0.5));
        }
        double left = random.nextDouble();
        double probability = Math.exp(-mean);
        int count = 0;
        while (left > probability && count < 100) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    /** What a stream of draws is for. The number is part of every seed's meaning: it never changes. */
    public enum Purpose {
        CASE(1),
        PATIENT(2),
        LABEL(3),
        BODY(4),
        SCENE(5),
        TEXTURE(6),
        NOISE(7),
        AUGMENTATION(8);

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
