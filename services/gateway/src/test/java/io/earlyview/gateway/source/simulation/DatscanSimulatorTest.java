package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatscanSimulatorTest {

    private static final int DRAWS = 20_000;

    private final DatscanSimulator simulator = DatscanSimulator.ofSeed(42);

    @Test
    void sameSeedGivesTheSameCountsOnAnyThreadAndInAnyOrder() {
        int[] views = {60, 0, 119, 37};
        List<short[]> alone =
                Arrays.stream(views).mapToObj(view -> counts(3, view)).toList();
        PreparedHead shared = DatscanSimulator.ofSeed(42).prepare(simulator.draw(3));
        List<short[]> together = IntStream.range(0, views.length)
                .parallel()
                .mapToObj(i -> shared.projection(views[i]))
                .toList();
        for (int i = 0; i < views.length; i++) {
            assertArrayEquals(alone.get(i), together.get(i), "view " + views[i]);
        }
    }

    @Test
    void anotherSeedCaseOrViewGivesOtherCounts() {
        short[] one = counts(3, 0);
        assertFalse(Arrays.equals(one, counts(4, 0)));
        assertFalse(Arrays.equals(one, counts(3, 1)));
        DatscanSimulator other = DatscanSimulator.ofSeed(43);
        assertFalse(Arrays.equals(one, other.prepare(other.draw(3)).projection(0)));
    }

    @Test
    void classesLabelsAndBorderlineCasesComeAtTheRatesAskedFor() {
        SimulationSettings settings = SimulationSettings.defaults();
        assertRate(settings.abnormalShare(), DatscanCase::readerSaysAbnormal);
        assertRate(settings.borderlineShare(), DatscanCase::borderline);
        assertRate(settings.labelNoise(), patient -> patient.abnormal() != patient.readerSaysAbnormal());
    }

    @Test
    void readersErrMoreOftenOnBorderlineCases() {
        double borderline = errorRate(true);
        double clear = errorRate(false);
        assertTrue(borderline > 3 * clear, borderline + " against " + clear);
    }

    @Test
    void difficultyCanBeSwitchedOff() {
        DatscanSimulator easy = new DatscanSimulator(42, SimulationSettings.easy());
        for (int number = 0; number < 500; number++) {
            DatscanCase patient = easy.draw(number);
            assertEquals(patient.abnormal(), patient.readerSaysAbnormal());
            assertFalse(patient.borderline());
        }
    }

    @Test
    void refusesSettingsThatCannotBeMet() {
        assertThrows(IllegalArgumentException.class, () -> new SimulationSettings(0.574, 0.3, 0.04, true, true));
        assertThrows(IllegalArgumentException.class, () -> new SimulationSettings(0.1, 0.08, 0.15, true, true));
        assertThrows(IllegalArgumentException.class, () -> new SimulationSettings(Double.NaN, 0, 0, true, true));
    }

    private short[] counts(int number, int view) {
        return simulator.prepare(simulator.draw(number)).projection(view);
    }

    private void assertRate(double expected, Predicate<DatscanCase> property) {
        long hits = IntStream.range(0, DRAWS)
                .mapToObj(simulator::draw)
                .filter(property)
                .count();
        double deviation = Math.sqrt(expected * (1 - expected) / DRAWS);
        assertEquals(expected, (double) hits / DRAWS, 4 * deviation);
    }

    private double errorRate(boolean borderline) {
        return IntStream.range(0, DRAWS)
                .mapToObj(simulator::draw)
                .filter(patient -> patient.borderline() == borderline)
                .mapToInt(patient -> patient.abnormal() == patient.readerSaysAbnormal() ? 0 : 1)
                .average()
                .orElseThrow();
    }
}
