package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Target;
import io.earlyview.exams.Training.Bound;
import io.earlyview.exams.Training.Criterion;
import io.earlyview.exams.Training.Metric;
import io.earlyview.training.domain.AcceptanceCriteria;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.GateVerdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Candidates that should pass, that are worse, and that must never pass. */
class GateTest {
    private static final Target BINARY = new Target.Binary(List.of("no", "yes"), 0.5);
    private static final Target CLASSES = new Target.Classes(List.of("a", "b", "c"));
    private static final Target QUANTITY = new Target.Quantity("mL", 1, 2000);
    private static final AcceptanceCriteria AUROC = criteria(Metric.AUROC, 0.5);
    private static final AcceptanceCriteria MACRO_F1 = criteria(Metric.MACRO_F1, 0.333);
    private static final AcceptanceCriteria R_SQUARED = criteria(Metric.R_SQUARED, 0);

    @Test
    void aGoodCandidatePassesWithAndWithoutAChampion() {
        List<LabelledExample> cases = binary(200);
        double[][] good = scores(cases, 1.5, 1);

        GateVerdict alone = judge(BINARY, AUROC, cases, good, Optional.empty());
        GateVerdict beside = judge(BINARY, AUROC, cases, good, champion(scores(cases, 1.0, 2)));

        assertInstanceOf(Outcome.Passed.class, alone.outcome());
        assertInstanceOf(Outcome.Passed.class, beside.outcome());
        assertTrue(beside.sentences().stream()
                .anyMatch(said -> said.contains("Against the champion champ on the same 200")));
        ChampionDifference difference = beside.difference().orElseThrow();
        assertEquals(
                difference.candidate() - difference.champion(),
                difference.gain().value(),
                1e-12);
        assertEquals(
                right(cases, good) - right(cases, scores(cases, 1.0, 2)),
                difference.better() - difference.worse(),
                "decided rightly more often");
    }

    @Test
    void aCandidateWhoseWholeIntervalLiesBelowTheChampionIsWorse() {
        List<LabelledExample> cases = binary(300);

        GateVerdict verdict = judge(BINARY, AUROC, cases, scores(cases, 0.7, 1), champion(scores(cases, 3, 2)));

        Outcome.Worse worse = assertInstanceOf(Outcome.Worse.class, verdict.outcome());
        assertTrue(verdict.difference().orElseThrow().gain().high() < 0);
        assertTrue(worse.why().contains("the limit is an upper end not below 0"), worse.why());
    }

    @Test
    void noiseIsRefusedWhateverTheChampion() {
        List<LabelledExample> cases = binary(200);
        double[][] noise = scores(cases, 0, 7);

        Outcome.Refused refused = assertInstanceOf(
                Outcome.Refused.class,
                judge(BINARY, AUROC, cases, noise, champion(scores(cases, 0, 8)))
                        .outcome());

        assertTrue(refused.why().contains("the limit is above 0.500"), refused.why());
    }

    @Test
    void nullDataPassesNoMoreOftenThanTheIntervalsSay() {
        int passed = 0;
        List<LabelledExample> cases = binary(80);
        boolean[] positive = new boolean[cases.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = cases.get(i).label() == 1;
        }
        for (int round = 0; round < 200; round++) {
            double[] noise = Arrays.stream(scores(cases, 0, 100 + round))
                    .mapToDouble(row -> row[0])
                    .toArray();
            Estimate area = RocArea.of(noise, positive).estimate();
            Figure auroc = new Figure("auroc", area.value(), area.low(), area.high());
            GateVerdict verdict = Gate.judge(new Gate.Candidate(
                    BINARY,
                    AUROC.sha256(),
                    AUROC,
                    new EvaluationFigures(80, 80, List.of(auroc), 0),
                    cases,
                    new double[0][],
                    Optional.empty()));
            passed += verdict.outcome() instanceof Outcome.Refused ? 0 : 1;
        }
        assertTrue(
                passed <= 11,
                passed + " of 200 null candidates passed; a one-sided 2.5 % gives 5, three deviations 11");
    }

    @Test
    void otherCriteriaThanThoseFixedAreRefused() {
        List<LabelledExample> cases = binary(200);
        double[][] good = scores(cases, 2, 1);

        GateVerdict verdict = Gate.judge(new Gate.Candidate(
                BINARY,
                criteria(Metric.AUROC, 0.99).sha256(),
                AUROC,
                Evaluation.figures(BINARY, cases, good, good),
                cases,
                good,
                Optional.empty()));

        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, verdict.outcome());
        assertTrue(refused.why().contains(AUROC.sha256())
                && refused.why().contains(criteria(Metric.AUROC, 0.99).sha256()));
    }

    @Test
    void aMissedCriterionIsNamedWithItsLimit() {
        List<LabelledExample> cases = binary(200);

        GateVerdict verdict =
                judge(BINARY, criteria(Metric.ACCURACY, 0.999), cases, scores(cases, 1, 1), Optional.empty());

        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, verdict.outcome());
        assertTrue(refused.why().contains("the lower bound of accuracy")
                || refused.why().contains("The lower bound of accuracy"));
        assertTrue(refused.why().contains("the limit is above 0.999: missed"), refused.why());
    }

    @Test
    void whoAlwaysNamesTheLargestClassIsRefused() {
        List<LabelledExample> cases = cases(210, i -> i % 10 == 0 ? 2 : i % 3 == 0 ? 1 : 0);
        double[][] majority = cases.stream().map(_ -> new double[] {.8, .1, .1}).toArray(double[][]::new);
        double[][] good = cases.stream()
                .map(example -> {
                    double[] row = {.1, .1, .1};
                    row[example.classIndex()] = .8;
                    return row;
                })
                .toArray(double[][]::new);

        assertInstanceOf(
                Outcome.Refused.class,
                judge(CLASSES, criteria(Metric.MACRO_F1, 0), cases, majority, Optional.empty())
                        .outcome());
        GateVerdict worse = judge(CLASSES, MACRO_F1, cases, mixed(good, 7), champion(good));
        assertInstanceOf(Outcome.Worse.class, worse.outcome());
        assertEquals(0, worse.difference().orElseThrow().better());
        assertInstanceOf(
                Outcome.Passed.class,
                judge(CLASSES, MACRO_F1, cases, good, champion(majority)).outcome());
    }

    @Test
    void aQuantityIsComparedByItsErrors() {
        List<LabelledExample> cases = cases(120, i -> 50 + i);
        SplittableRandom random = new SplittableRandom(3);
        double[][] near = quantities(cases, 2, random);
        double[][] far = quantities(cases, 12, random);

        assertInstanceOf(
                Outcome.Passed.class,
                judge(QUANTITY, R_SQUARED, cases, near, champion(far)).outcome());
        GateVerdict worse = judge(QUANTITY, R_SQUARED, cases, far, champion(near));
        assertInstanceOf(Outcome.Worse.class, worse.outcome());
        assertTrue(worse.difference().orElseThrow().worse() > 100);
    }

    @Test
    void severalCasesOfAPatientDoNotPassForIndependent() {
        List<LabelledExample> patients = binary(40);
        List<LabelledExample> repeated = new ArrayList<>();
        List<double[]> first = new ArrayList<>();
        List<double[]> second = new ArrayList<>();
        double[][] before = scores(patients, 1, 4);
        double[][] after = scores(patients, 1, 5);
        for (int i = 0; i < patients.size(); i++) {
            for (int copy = 0; copy < 10; copy++) {
                repeated.add(patients.get(i));
                first.add(before[i]);
                second.add(after[i]);
            }
        }

        Estimate once = ChampionDifference.of(
                        BINARY, patients, after, champion(before).orElseThrow())
                .gain();
        Estimate tenTimes = ChampionDifference.of(
                        BINARY,
                        repeated,
                        second.toArray(double[][]::new),
                        new Gate.Champion("champ", first.toArray(double[][]::new), true))
                .gain();

        assertEquals(once.value(), tenTimes.value(), 1e-9);
        assertEquals(once.high() - once.low(), tenTimes.high() - tenTimes.low(), 0.1);
    }

    private static GateVerdict judge(
            Target target,
            AcceptanceCriteria criteria,
            List<LabelledExample> cases,
            double[][] predictions,
            Optional<Gate.Champion> champion) {
        return Gate.judge(new Gate.Candidate(
                target,
                criteria.sha256(),
                criteria,
                Evaluation.figures(target, cases, predictions, predictions),
                cases,
                predictions,
                champion));
    }

    private static Optional<Gate.Champion> champion(double[][] predictions) {
        return Optional.of(new Gate.Champion("champ", predictions, true));
    }

    private static AcceptanceCriteria criteria(Metric metric, double above) {
        return new AcceptanceCriteria("exam", List.of(new Criterion(metric, Bound.LOW, above)));
    }

    private static List<LabelledExample> binary(int count) {
        return cases(count, i -> i % 2);
    }

    private static List<LabelledExample> cases(int count, IntToDoubleFunction label) {
        List<LabelledExample> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(new LabelledExample(
                    "a" + i,
                    "p" + i,
                    new int[] {1, 1, 1},
                    new float[] {1},
                    new double[0],
                    label.applyAsDouble(i),
                    true));
        }
        return cases;
    }

    /** P(positive) from normal scores whose means lie this many deviations apart. */
    private static double[][] scores(List<LabelledExample> cases, double apart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return cases.stream()
                .map(example ->
                        new double[] {1 / (1 + Math.exp(-(random.nextGaussian() + apart * (example.label() - 0.5))))})
                .toArray(double[][]::new);
    }

    private static int right(List<LabelledExample> cases, double[][] scores) {
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += (scores[i][0] >= 0.5) == (cases.get(i).label() == 1) ? 1 : 0;
        }
        return right;
    }

    /** Every so-manieth decision is moved to the next class. */
    private static double[][] mixed(double[][] good, int every) {
        double[][] mixed = new double[good.length][];
        for (int i = 0; i < good.length; i++) {
            mixed[i] = i % every == 0 ? new double[] {good[i][2], good[i][0], good[i][1]} : good[i];
        }
        return mixed;
    }

    private static double[][] quantities(List<LabelledExample> cases, double deviation, SplittableRandom random) {
        return cases.stream()
                .map(example -> {
                    double said = example.label() + deviation * random.nextGaussian();
                    return new double[] {said, said - 10, said + 10};
                })
                .toArray(double[][]::new);
    }
}
