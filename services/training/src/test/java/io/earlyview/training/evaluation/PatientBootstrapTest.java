package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PatientBootstrapTest {
    @Test
    void theMeansIntervalIsTheTextbooks() {
        SplittableRandom random = new SplittableRandom(9);
        double[] values = random.doubles(400).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(RocArea.variance(values) / 400);

        Estimate found = new PatientBootstrap(Cohorts.onePatientEach(400), 1).estimate(mean(values));

        assertEquals(mean, found.value(), 1e-12);
        assertEquals(mean - 1.96 * deviation, found.low(), 0.15 * deviation);
        assertEquals(mean + 1.96 * deviation, found.high(), 0.15 * deviation);
    }

    @Test
    void casesOfOnePatientAreDrawnTogether() {
        double[] once = new SplittableRandom(10).doubles(30).toArray();
        double[] tenTimes = new double[300];
        String[] patients = new String[300];
        for (int i = 0; i < 300; i++) {
            tenTimes[i] = once[i / 10];
            patients[i] = "p%02d".formatted(i / 10);
        }
        String[] thirty = new String[30];
        Arrays.setAll(thirty, i -> "p%02d".formatted(i));

        Estimate repeated = new PatientBootstrap(patients, 1).estimate(mean(tenTimes));
        Estimate single = new PatientBootstrap(thirty, 1).estimate(mean(once));

        assertEquals(single.low(), repeated.low(), 1e-12);
        assertEquals(single.high(), repeated.high(), 1e-12);
    }

    @Test
    void theSeedDecides() {
        double[] values = new SplittableRandom(11).doubles(20).toArray();
        String[] patients = Cohorts.onePatientEach(20);

        assertEquals(
                new PatientBootstrap(patients, 5).estimate(mean(values)),
                new PatientBootstrap(patients, 5).estimate(mean(values)));
        assertNotEquals(
                new PatientBootstrap(patients, 5).estimate(mean(values)),
                new PatientBootstrap(patients, 6).estimate(mean(values)));
    }

    @Test
    void drawsWithoutTheFigureAreLeftOut() {
        Estimate found = new PatientBootstrap(Cohorts.onePatientEach(3), 1)
                .estimate(cases -> Arrays.stream(cases).anyMatch(i -> i == 0) ? 2 : Double.NaN);

        assertEquals(new Estimate(2, 2, 2), found);
    }

    @Test
    void brierScoreByHand() {
        Estimate brier = BrierScore.of(
                new double[] {.9, .6, .4, .5}, new boolean[] {true, true, true, false}, Cohorts.onePatientEach(4), 1);

        assertEquals((.01 + .16 + .36 + .25) / 4, brier.value(), 1e-12);
        assertTrue(.01 <= brier.low() && brier.low() < brier.value());
        assertTrue(brier.value() < brier.high() && brier.high() <= .36);
    }

    private static ToDoubleFunction<int[]> mean(double[] values) {
        return cases ->
                Arrays.stream(cases).mapToDouble(i -> values[i]).average().orElseThrow();
    }
}
