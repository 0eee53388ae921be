package io.earlyview.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Who is killed when: a matter of the seed alone, so that a seed repeats it. */
record KillSchedule(List<Kill> kills) {
    private static final Duration MEAN_GAP = Duration.ofSeconds(2);
    /** A gap longer than this many mean ones, which one in 150 is, is cut. */
    private static final int LONGEST_GAP = 5;

    /**
     * One kill.
     *
     * @param gap from the moment when all was well again to this kill
     */
    record Kill(Target target, Duration gap) {}

    /** So many kills, shared out by weight; from six on each target has one. Gaps are exponential: no moment is likelier. */
    static KillSchedule of(long seed, int kills) {
        Random random = new Random(seed);
        List<Target> targets = shares(kills);
        Collections.shuffle(targets, random);
        return new KillSchedule(
                targets.stream().map(target -> new Kill(target, gap(random))).toList());
    }

    private static List<Target> shares(int kills) {
        int weights = Stream.of(Target.values()).mapToInt(Target::weight).sum();
        List<Target> targets = new ArrayList<>();
        // Each next kill goes to whoever is furthest behind its share; one without any is furthest of all.
        while (targets.size() < kills) {
            targets.add(Stream.of(Target.values())
                    .max(Comparator.comparingDouble(target ->
                            behind(target, Collections.frequency(targets, target), targets.size() + 1, weights)))
                    .orElseThrow());
        }
        return targets;
    }

    private static double behind(Target target, int has, int of, int weights) {
        return has == 0 ? weights + target.weight() : of * target.weight() / (double) weights - has;
    }

    private static Duration gap(Random random) {
        double means = Math.min(LONGEST_GAP, -Math.log(1 - random.nextDouble()));
        return Duration.ofNanos((long) (means * MEAN_GAP.toNanos()));
    }
}
