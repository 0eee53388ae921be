package io.earlyview.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Examples of different patients or folds that are the same picture: exactly, or up to noise, gain, offset and
 * mirroring. Pictures of one organ all look alike, so likeness is measured against the spread of the data set: half the
 * squared distance of two vectors over the mean squared distance from the mean, taken from 1. Unrelated examples have
 * about 0, copies nearly 1. Every pair is compared: 4,000 examples make 8 million pairs.
 */
public final class NearDuplicates {
    /** Likeness from which on a pair should be looked at. */
    public static final double LIKENESS_SUSPECT = 0.94;

    /** Values after which it is asked whether two vectors can still be alike: most pairs cannot after the first few. */
    private static final int STRIDE = 64;

    private NearDuplicates() {}

    /**
     * Two examples that are alike.
     *
     * @param first the earlier index
     * @param second the later index
     * @param likeness at most 1
     * @param exact whether shape and values are equal
     */
    public record Pair(int first, int second, double likeness, boolean exact) {}

    /**
     * Pairs from different groups that are at least this much alike, the most alike first.
     *
     * @param prints of tensors of one shape; different sizes are comparable as long as the grid is the same
     * @param groups what the two of a pair must not share: patients, or folds as text
     */
    public static List<Pair> across(List<ContentFingerprint> prints, String[] groups, double leastLikeness) {
        Lengths.same("groups", groups.length, prints.size());
        float[][] blocks = prints.stream().map(ContentFingerprint::blocks).toArray(float[][]::new);
        for (float[] other : blocks) {
            if (other.length != blocks[0].length) {
                throw new IllegalArgumentException("fingerprints must have " + blocks[0].length
                        + " blocks as the first has, but one has " + other.length);
            }
        }
        double spread = spread(blocks);
        return IntStream.range(0, blocks.length)
                .parallel()
                .boxed()
                .flatMap(first -> alike(first, prints, blocks, groups, spread, leastLikeness).stream())
                .sorted(Comparator.comparingDouble(Pair::likeness)
                        .reversed()
                        .thenComparingInt(Pair::first)
                        .thenComparingInt(Pair::second))
                .toList();
    }

    /** Examples with the very same content, two or more each, in the order of their first. */
    public static List<List<Integer>> exact(List<ContentFingerprint> prints) {
        Map<String, List<Integer>> byDigest = new TreeMap<>();
        for (int i = 0; i < prints.size(); i++) {
            byDigest.computeIfAbsent(prints.get(i).sha256(), digest -> new ArrayList<>())
                    .add(i);
        }
        return byDigest.values().stream()
                .filter(same -> same.size() > 1)
                .sorted(Comparator.comparing(List::getFirst))
                .toList();
    }

    private static List<Pair> alike(
            int first,
            List<ContentFingerprint> prints,
            float[][] blocks,
            String[] groups,
            double spread,
            double leastLikeness) {
        List<Pair> pairs = new ArrayList<>();
        float[][] mirrored = prints.get(first).mirrored();
        double farthest = Math.nextUp(2 * spread * (1 - leastLikeness));
        for (int second = first + 1; second < blocks.length; second++) {
            if (!groups[first].equals(groups[second])) {
                float[] other = blocks[second];
                double nearest = farthest;
                for (float[] turned : mirrored) {
                    nearest = Math.min(nearest, squaredDistance(turned, other, nearest));
                }
                if (nearest >= farthest) {
                    continue;
                }
                boolean exact =
                        prints.get(first).sha256().equals(prints.get(second).sha256());
                double likeness = nearest == 0 ? 1 : 1 - nearest / (2 * spread);
                if (likeness >= leastLikeness) {
                    pairs.add(new Pair(first, second, likeness, exact));
                }
            }
        }
        return pairs;
    }

    /** Mean squared distance from the mean. */
    private static double spread(float[][] blocks) {
        if (blocks.length == 0) {
            return Double.NaN;
        }
        float[] mean = new float[blocks[0].length];
        for (float[] vector : blocks) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / blocks.length;
            }
        }
        return Arrays.stream(blocks)
                .mapToDouble(vector -> squaredDistance(vector, mean, Double.POSITIVE_INFINITY))
                .average()
                .orElseThrow();
    }

    /** Infinite as soon as it is sure to be more than {@code most}. */
    private static double squaredDistance(float[] first, float[] second, double most) {
        double sum = 0;
        for (int from = 0; from < first.length; from += STRIDE) {
            int to = Math.min(from + STRIDE, first.length);
            float part = 0;
            for (int i = from; i < to; i++) {
                float difference = first[i] - second[i];
                part += difference * difference;
            }
            sum += part;
            if (sum > most) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }
}
