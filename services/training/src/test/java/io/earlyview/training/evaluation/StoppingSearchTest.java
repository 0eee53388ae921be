package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.StoppingPolicy;
import io.earlyview.training.evaluation.StoppingSearch.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which limits are chosen, and what is said of them. */
class StoppingSearchTest {
    private static final List<Integer> LEAST = List.of(2, 4, 10);

    @Test
    void theBoundIsClopperAndPearsonsAndOneSided() {
        // 1 - 0.05^(1/n) for none of n.
        assertEquals(1 - Math.pow(0.05, 1.0 / 29), new Proportion(0, 29).atMost(), 1e-9);
        assertTrue(new Proportion(0, 28).atMost() > 0.1 && new Proportion(0, 29).atMost() < 0.1);
        assertEquals(1, new Proportion(0, 0).atMost());
        assertEquals(1, new Proportion(3, 3).atMost());
        assertTrue(new Proportion(5, 100).atMost() < new Proportion(5, 100).high());
    }

    @Test
    void clearCasesStopEarlyBothWaysAndTheRiskIsThatOfTheOtherCases() {
        Found found = new StoppingSearch(clear(200, 1), clear(300, 2), 0.1, LEAST).search();
        StoppingPolicy policy = found.policy().orElseThrow();

        assertEquals(300, policy.cases());
        assertEquals(0.1, policy.riskLimit());
        assertTrue(policy.normalAtMost().isPresent() && policy.abnormalAtLeast().isPresent());
        assertTrue(policy.meanFrames() < 10, policy.toString());
        for (StoppingPolicy.Stopped side : List.of(policy.normal(), policy.abnormal())) {
            assertTrue(side.stopped() > 100, policy.toString());
            assertEquals(new Proportion(side.wrong(), side.stopped()).atMost(), side.riskAtMost());
            assertTrue(side.riskAtMost() <= 0.1, policy.toString());
        }
        assertTrue(found.sentence().contains("counted on 300 locked ones"), found.sentence());
        assertEquals(found, new StoppingSearch(clear(200, 1), clear(300, 2), 0.1, LEAST).search());
    }

    @Test
    void scoresThatSayNothingStopNothing() {
        Found found = new StoppingSearch(blind(400, 1), blind(400, 2), 0.1, LEAST).search();

        assertTrue(found.policy().isEmpty(), found.sentence());
        assertTrue(found.sentence().startsWith("no stopping policy: no limit keeps"), found.sentence());
    }

    @Test
    void tooFewCasesProveNothingHoweverClear() {
        // None of 28 wrong is a bound of 0.101.
        Found few = new StoppingSearch(sure(28, 28), sure(200, 200), 0.1, LEAST).search();
        Found enough = new StoppingSearch(sure(29, 29), sure(200, 200), 0.1, LEAST).search();

        assertTrue(few.policy().isEmpty(), few.sentence());
        assertTrue(enough.policy().isPresent(), enough.sentence());
    }

    @Test
    void aWayThatFailsOnTheOtherCasesIsGivenUpAndTheOtherStays() {
        // Where it counts a fifth of the abnormal ones look normal.
        List<ReplayedCase> counting = new ArrayList<>(sure(100, 80));
        for (int i = 0; i < 20; i++) {
            counting.add(new ReplayedCase(true, 2, new double[] {0.02, 0.02}));
        }
        Found found = new StoppingSearch(sure(100, 100), counting, 0.1, LEAST).search();
        StoppingPolicy policy = found.policy().orElseThrow();

        assertEquals(OptionalDouble.empty(), policy.normalAtMost());
        assertTrue(policy.abnormalAtLeast().isPresent());
        assertEquals(new StoppingPolicy.Stopped(0, 0, 1), policy.normal());
        assertTrue(found.sentence().contains("no rule for the other way kept the risk limit"), found.sentence());
    }

    @Test
    void whatIsTooLenientForTheOtherCasesIsTakenStricter() {
        // Scores near 0.1 are right in one way of choosing and often wrong in the other cases; those near 0.02 in
        // neither.
        List<ReplayedCase> choosing = new ArrayList<>(sure(100, 100));
        List<ReplayedCase> counting = new ArrayList<>(sure(200, 200));
        for (int i = 0; i < 40; i++) {
            choosing.add(new ReplayedCase(i < 5, 2, new double[] {0.1, 0.1, 0.1}));
            counting.add(new ReplayedCase(i < 30, 2, new double[] {0.1, 0.1, 0.1}));
        }
        StoppingPolicy policy = new StoppingSearch(choosing, counting, 0.1, LEAST)
                .search()
                .policy()
                .orElseThrow();

        assertTrue(policy.normalAtMost().orElseThrow() < 0.1, policy.toString());
        assertEquals(200, policy.normal().stopped());
        assertTrue(policy.abnormalAtLeast().isPresent());

        StoppingPolicy lenient = new StoppingSearch(choosing, choosing, 0.1, LEAST)
                .search()
                .policy()
                .orElseThrow();
        assertTrue(lenient.normalAtMost().orElseThrow() >= 0.1, "where it holds, more cases may stop");
    }

    @Test
    void enoughFramesAreWaitedForWhereTheFirstScoresMislead() {
        // With two and three frames every score is sure and half of them are wrong; from four on they are right.
        List<ReplayedCase> misled = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean positive = i % 2 == 0;
            boolean first = i % 4 < 2;
            double right = positive ? 0.97 : 0.03;
            double said = first ? 0.97 : 0.03;
            misled.add(new ReplayedCase(positive, 2, new double[] {said, said, right, right, right}));
        }
        StoppingPolicy policy =
                new StoppingSearch(misled, misled, 0.1, LEAST).search().policy().orElseThrow();

        assertEquals(4, policy.leastFrames());
        assertEquals(4, policy.meanFrames());
    }

    /** Scores that drift to where they belong, faster or slower, a few to the wrong side. */
    private static List<ReplayedCase> clear(int count, long seed) {
        Random random = new Random(seed);
        List<ReplayedCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean positive = i % 2 == 0;
            boolean misread = random.nextDouble() < 0.03;
            double drift = (positive != misread ? 1 : -1) * (0.2 + random.nextDouble());
            double[] probabilities = new double[40];
            for (int frame = 0; frame < probabilities.length; frame++) {
                probabilities[frame] = 1 / (1 + Math.exp(-drift * (frame + 1) - 0.3 * random.nextGaussian()));
            }
            cases.add(new ReplayedCase(positive, 2, probabilities));
        }
        return cases;
    }

    private static List<ReplayedCase> blind(int count, long seed) {
        Random random = new Random(seed);
        List<ReplayedCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] probabilities = random.doubles(40).toArray();
            cases.add(new ReplayedCase(random.nextBoolean(), 2, probabilities));
        }
        return cases;
    }

    private static List<ReplayedCase> sure(int normal, int abnormal) {
        List<ReplayedCase> cases = new ArrayList<>();
        for (int i = 0; i < normal + abnormal; i++) {
            boolean positive = i >= normal;
            double said = positive ? 0.98 : 0.02;
            cases.add(new ReplayedCase(positive, 2, new double[] {said, said}));
        }
        return cases;
    }
}
