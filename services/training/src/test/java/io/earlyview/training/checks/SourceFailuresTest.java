package io.earlyview.training.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.DataProfile.Scaled;
import io.earlyview.training.checks.observation.DataProfile.Spacing;
import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Decisions;
import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.RunOutline.EpochChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The four trainings that failed and gave this project its problems, as their numbers came in. */
class SourceFailuresTest {

    /** 100 epochs; training losses of .67 to .71 about .682, outputs that hardly differ. A hundred seeds. */
    @Test
    void twoViewsOfADatscanStandAtThePriorByEpochNine() {
        int warnedAtThree = 0;
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FaultWatch watch = new FaultWatch(Runs.outline(Runs.BINARY, 100));
            for (int number = 1; number <= 9; number++) {
                // A standard deviation below .05 where .495 is the most.
                double spread = random.nextDouble(0.0001, 0.05) / 0.4945;
                watch.take(Runs.epoch(number, random.nextDouble(0.67, 0.71), spread));
                warnedAtThree += number == 3 && named(watch).containsKey("prior-plateau") ? 1 : 0;
            }
            assertTrue(named(watch).containsKey("prior-plateau"), "seed " + seed);
        }
        assertTrue(warnedAtThree >= 90, warnedAtThree + " of 100 named after 3 epochs");
    }

    /** "The output is the same for the whole batch, -0.0191". */
    @Test
    void equalOutputsAreNamedAfterThreeEpochs() {
        FaultWatch watch = new FaultWatch(Runs.outline(Runs.BINARY, 100));
        for (int number = 1; number <= 3; number++) {
            watch.take(Runs.epoch(number, 0.683, 2e-5));
        }

        assertEquals(Map.of("prior-plateau", Grade.WARNING, "collapsed-outputs", Grade.ERROR), named(watch));
        assertEquals(Verdict.STOP, watch.verdict());
    }

    /** The best of 60 epochs at 16 of 24: named before the run for the choice, at its end for the lack of signal. */
    @Test
    void methylationShowsNoEvidenceOfSignal() {
        CrossEntropy objective = CrossEntropy.unweighted(Fed.LOGITS, List.of(0.48, 0.52));
        FaultWatch watch = new FaultWatch(new RunOutline(objective, 60, 58, 1_300_000, new EpochChoice(60, 24, true)));

        Finding choice = watch.take(Runs.data()).getFirst();

        assertEquals("best-epoch-picked", choice.rule());
        double byChance = value(choice, "correct that the best reaches by chance");
        assertTrue(byChance >= 16, "16 of 24 is less than luck reaches: " + byChance);
        for (int number = 1; number <= 6; number++) {
            watch.take(Runs.gaining(number, -0.006 * number, 0.01));
        }
        assertEquals(Grade.NOTE, named(watch).get("no-evidence-of-signal"));
        watch.take(new Outcome(
                24,
                24,
                Optional.of(new Decisions(16, 0.52)),
                new Permutation(24, 999, 0.11),
                OptionalDouble.of(0.93),
                0.9,
                0.3));
        assertEquals(Grade.ERROR, named(watch).get("no-evidence-of-signal"));
    }

    /** Raw outputs in a loss that takes logarithms of probabilities: named before the first step, and by the losses alone. */
    @Test
    void cellsWithAnUnboundedLossAreNamedAtOnce() {
        CrossEntropy objective = CrossEntropy.unweighted(Fed.LOG_PROBABILITIES, List.of(0.54, 0.45, 0.01));
        RunOutline outline = new RunOutline(objective, 5, 172, 38_000_000, EpochChoice.LAST);

        FaultWatch atTheOpening = new FaultWatch(outline);
        atTheOpening.take(new Opening(0.012, OptionalDouble.of(1.13)));
        assertEquals(Map.of("unbounded-loss", Grade.ERROR, "initial-loss-off", Grade.WARNING), named(atTheOpening));

        FaultWatch byStep = new FaultWatch(outline);
        byStep.take(Runs.step(1, 0.004, 0.5));
        assertEquals(Verdict.GO_ON, byStep.verdict());
        byStep.take(Runs.step(2, -0.011, 0.5));
        assertEquals(Verdict.STOP, byStep.verdict());

        FaultWatch byEpoch = new FaultWatch(outline);
        double[] losses = {-1.9, -72.7, -573.7, -2662.9, -8421.2};
        byEpoch.take(Runs.epoch(1, losses[0], 0.5));
        assertEquals(Map.of("impossible-loss", Grade.ERROR, "unbounded-loss", Grade.ERROR), named(byEpoch));
        for (int i = 1; i < losses.length; i++) {
            assertEquals(List.of(), byEpoch.take(Runs.epoch(i + 1, losses[i], 0.5)));
        }
    }

    /** One class in a hundred, unweighted, never recognised. */
    @Test
    void theRareCellIsMissed() {
        CrossEntropy objective = CrossEntropy.unweighted(Fed.LOGITS, List.of(0.54, 0.45, 0.01));
        FaultWatch watch = new FaultWatch(Runs.outline(objective, 50));
        watch.take(new DataProfile(
                2846,
                40,
                List.of(1483, 1236, 27),
                List.of(Runs.channel(0, 1)),
                new Parts(600, 0, 0, 0),
                List.of(),
                Optional.empty()));
        assertEquals(Map.of("ignored-minority-class", Grade.NOTE), named(watch));
        for (int number = 1; number <= 5; number++) {
            watch.take(Runs.end(
                    number,
                    0.4,
                    0.4,
                    0.6,
                    0.45,
                    0.44,
                    List.of(new ClassTally(324, 330, 290), new ClassTally(270, 270, 240), new ClassTally(6, 0, 0))));
        }
        assertEquals(Map.of("ignored-minority-class", Grade.WARNING), named(watch));
    }

    /** 30 patients, 430 million weights, 5,000 copies made beforehand, spacing lost; R² .97 in training and -.1 elsewhere. */
    @Test
    void volumesAreLearnedByHeart() {
        FaultWatch watch = new FaultWatch(new RunOutline(Runs.REGRESSION, 100, 300, 430_000_000, EpochChoice.LAST));
        watch.take(new DataProfile(
                5000,
                30,
                List.of(),
                List.of(Runs.channel(0, 1)),
                new Parts(830, 0, 0, 1200),
                List.of(new Scaled(1.2, 1), new Scaled(0.85, 1), new Scaled(1.01, 1)),
                Optional.of(new Spacing(0.027, 1, false, true))));

        assertEquals(
                Map.of(
                        "near-duplicates", Grade.ERROR,
                        "augmentation-breaks-label", Grade.ERROR,
                        "spacing-dropped", Grade.ERROR,
                        "memorising", Grade.WARNING),
                named(watch));

        FaultWatch byTrace = new FaultWatch(new RunOutline(Runs.REGRESSION, 100, 300, 1_000_000, EpochChoice.LAST));
        double[] train = {0.31, 0.62, 0.81, 0.9, 0.95, 0.97};
        double[] elsewhere = {-0.02, 0.03, -0.05, -0.09, -0.12, -0.1};
        for (int i = 0; i < train.length; i++) {
            byTrace.take(Runs.end(i + 1, 1 - train[i], 1 - elsewhere[i], 0.8, train[i], elsewhere[i], List.of()));
        }
        assertEquals(Grade.WARNING, named(byTrace).get("memorising"));
        byTrace.take(new Outcome(
                200, 30, Optional.empty(), new Permutation(200, 999, 0.4), OptionalDouble.empty(), 0.97, -0.1));
        assertEquals(Grade.ERROR, named(byTrace).get("memorising"));
    }

    /** The whole course, for the memory it takes: findings do not grow with the run. */
    @Test
    void aLongFaultyRunTellsEachFaultAtMostOncePerGrade() {
        FaultWatch watch = new FaultWatch(Runs.outline(Runs.BINARY, 100));
        for (int i = 1; i <= 10_000; i++) {
            Observation step = Runs.step(i, i % 3 == 0 ? Double.NaN : 50, 1e3);
            watch.take(step);
        }

        assertEquals(
                List.of("gradient-exploding", "not-a-number"),
                watch.findings().stream().map(Finding::rule).distinct().sorted().toList());
        assertTrue(watch.findings().size() <= 3, watch.findings().toString());
    }

    /** Gravest grade of each rule that spoke. */
    private static Map<String, Grade> named(FaultWatch watch) {
        return watch.findings().stream()
                .collect(Collectors.toMap(Finding::rule, Finding::grade, (first, later) -> later, TreeMap::new));
    }

    private static double value(Finding finding, String name) {
        return finding.evidence().stream()
                .filter(evidence -> evidence.name().equals(name))
                .mapToDouble(Evidence::value)
                .findFirst()
                .orElseThrow();
    }
}
