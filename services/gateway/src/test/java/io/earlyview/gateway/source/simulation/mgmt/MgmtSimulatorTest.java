package io.earlyview.gateway.source.simulation.mgmt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.source.simulation.cohort.Auroc;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MgmtSimulatorTest {

    private static final int SEED = 42;
    private static final int CASES = 600;
    private static final int MANY = 20_000;

    @Test
    void sameSeedGivesTheSameBytesWhateverWasMadeBefore() {
        MgmtSettings settings = MgmtSettings.of(SignalMode.NORMAL).withReduction(2);
        List<CohortCase> cases = new MgmtSimulator(SEED, settings).first(4);
        cases.forEach(CohortCase::render);
        CohortCase again = new MgmtSimulator(SEED, settings).at(3);
        assertEquals(again.render(), cases.get(3).render());
        assertNotEquals(again.render(), cases.get(2).render());
        assertNotEquals(
                again.render(), new MgmtSimulator(SEED + 1, settings).at(3).render());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aHeadIsAVolumeOfSixteenBitsAtAnyReduction(int reduction) {
        MgmtSettings settings = MgmtSettings.of(SignalMode.NORMAL).withReduction(reduction);
        CohortCase first = new MgmtSimulator(SEED, settings).at(0);
        FrameStack head = first.render();
        assertEquals(
                List.of(64 / reduction, 128 / reduction, 128 / reduction),
                List.of(head.frames(), head.rows(), head.columns()));
        assertEquals(PixelType.UINT16, head.pixelType());
        Spacing spacing = first.spacing().orElseThrow();
        assertEquals(160, spacing.sliceMillimetres() * head.frames(), 1e-9);
        assertEquals(220, spacing.rowMillimetres() * head.rows(), 1);
        for (float value : head.values()) {
            assertTrue(value >= 0 && value <= HeadScan.LARGEST, "pixel " + value);
        }
    }

    @Test
    void aReducedHeadIsTheSameHead() {
        CohortCase full = new MgmtSimulator(SEED, MgmtSettings.of(SignalMode.NORMAL)).at(1);
        CohortCase quarter =
                new MgmtSimulator(SEED, MgmtSettings.of(SignalMode.NORMAL).withReduction(4)).at(1);
        assertEquals(full.truthScore(), quarter.truthScore());
        double fine = mean(full.render().values());
        assertEquals(fine, mean(quarter.render().values()), 0.05 * fine);
    }

    @ParameterizedTest
    @EnumSource(SignalMode.class)
    void fiftyTwoInAHundredAreMethylated(SignalMode mode) {
        double[] labels = labels(cases(mode, MANY));
        assertEquals(0.52, Arrays.stream(labels).average().orElseThrow(), 4 * Math.sqrt(0.25 / MANY));
    }

    @Test
    void whoKnowsTheHiddenVariableReadsAsWellAsTheModeAllows() {
        double usual = hiddenAuroc(SignalMode.NORMAL, CASES);
        assertTrue(usual > 0.58 && usual < 0.67, "AUROC " + usual);
        // Standard error of an AUROC of one half from 20,000 cases: .004.
        assertEquals(0.625, hiddenAuroc(SignalMode.NORMAL, MANY), 0.015);
        assertEquals(0.97, hiddenAuroc(SignalMode.ORACLE, MANY), 0.01);
        assertEquals(0.5, hiddenAuroc(SignalMode.NULL, MANY), 0.015);
    }

    @Test
    void tumoursAreAsLargeAsTheySayAndLieInTheCerebrum() {
        MgmtSimulator simulator = new MgmtSimulator(SEED, MgmtSettings.of(SignalMode.NORMAL));
        double within = 0;
        int patients = 12;
        for (int number = 0; number < patients; number++) {
            MgmtPatient patient = simulator.patient(number);
            assertTrue(patient.tumourMillilitres() >= 10 && patient.tumourMillilitres() <= 60);
            Draws draws = Draws.of(patient.seed(), Draws.Purpose.BODY, 0);
            Head head = new Head(Site.number(patient.site()), draws);
            Tumour tumour = new Tumour(patient, head, draws);
            double inside = 0;
            double inCerebrum = 0;
            double step = 1.5;
            for (double x = -80; x < 80; x += step) {
                for (double y = -100; y < 100; y += step) {
                    for (double z = -70; z < 80; z += step) {
                        if (tumour.level(x, y, z) < 1) {
                            inside += step * step * step / 1000;
                            inCerebrum += head.cerebrumDepth(x, y, z) > 0 ? step * step * step / 1000 : 0;
                        }
                    }
                }
            }
            assertEquals(patient.tumourMillilitres(), inside, 0.03 * inside);
            assertTrue(inCerebrum > 0.75 * inside, inCerebrum + " of " + inside + " mL in the cerebrum");
            within += inCerebrum / inside / patients;
        }
        assertTrue(within > 0.95, "share in the cerebrum " + within);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void veryBrightVoxelsTellMethylationInAnOraclesCohort(int reduction) {
        List<CohortCase> cases =
                new MgmtSimulator(SEED, MgmtSettings.of(SignalMode.ORACLE).withReduction(reduction)).first(200);
        double found = Auroc.of(features(cases, MgmtSimulatorTest::veryBright), methylated(cases));
        assertTrue(found > 0.82, "AUROC " + found);
    }

    @Test
    void noSuchThingIsToBeSeenWithoutASignal() {
        List<CohortCase> cases =
                new MgmtSimulator(SEED, MgmtSettings.of(SignalMode.NULL).withReduction(4)).first(CASES);
        // Three standard errors.
        assertEquals(0.5, Auroc.of(features(cases, MgmtSimulatorTest::veryBright), methylated(cases)), 0.07);
    }

    @Test
    void aConfoundedSiteGivesTheLabelAwayUnlessItIsHeldBack() {
        MgmtSettings settings =
                MgmtSettings.of(SignalMode.NULL).withReduction(4).withSiteConfounded();
        List<CohortCase> cases = new MgmtSimulator(SEED, settings).first(CASES);
        double[] looks = features(cases, MgmtSimulatorTest::noiseInAir);
        double mixed = Auroc.of(fromNearest(cases, looks, each -> each.number() % 5), methylated(cases));
        assertTrue(mixed > 0.75, "AUROC when sites are mixed " + mixed);
        double nearest = Auroc.of(fromNearest(cases, looks, CohortCase::site), methylated(cases));
        assertTrue(nearest < 0.55, "AUROC from nearest cases when a site is held back " + nearest);
        double straight = Auroc.of(fromLine(cases, looks, CohortCase::site), methylated(cases));
        assertTrue(straight < 0.55, "AUROC from a line when a site is held back " + straight);
    }

    @Test
    void withinOneConfoundedSiteNothingIsToBeSeen() {
        MgmtSettings settings =
                MgmtSettings.of(SignalMode.NULL).withReduction(4).withSiteConfounded();
        List<CohortCase> cases = new MgmtSimulator(SEED, settings).first(CASES);
        for (int site = 0; site < Site.COUNT; site++) {
            int here = site;
            List<CohortCase> one =
                    cases.stream().filter(each -> each.site() == here).toList();
            double within = Auroc.of(features(one, MgmtSimulatorTest::noiseInAir), methylated(one));
            // Three standard errors with about 22 of 150 in the smaller class.
            assertEquals(0.5, within, 0.2, "site " + site);
        }
    }

    @Test
    void sitesDifferToTheEyeButNotInTheirLabelsUnlessAskedTo() {
        List<CohortCase> cases = cases(SignalMode.NORMAL, MANY);
        for (int site = 0; site < 4; site++) {
            int here = site;
            List<CohortCase> one =
                    cases.stream().filter(each -> each.site() == here).toList();
            assertEquals(0.25, (double) one.size() / MANY, 0.015);
            assertEquals(0.52, Arrays.stream(labels(one)).average().orElseThrow(), 0.03);
        }
    }

    @Test
    void refusesAReductionThatThereIsNot() {
        MgmtSettings settings = MgmtSettings.of(SignalMode.NORMAL);
        assertThrows(IllegalArgumentException.class, () -> settings.withReduction(3));
    }

    private static List<CohortCase> cases(SignalMode mode, int cases) {
        return new MgmtSimulator(SEED, MgmtSettings.of(mode)).first(cases);
    }

    private static double hiddenAuroc(SignalMode mode, int count) {
        List<CohortCase> cases = cases(mode, count);
        return Auroc.of(features(cases, CohortCase::truthScore), methylated(cases));
    }

    private static double[] labels(List<CohortCase> cases) {
        return features(cases, CohortCase::label);
    }

    private static double[] features(List<CohortCase> cases, ToDoubleFunction<CohortCase> feature) {
        return cases.stream().mapToDouble(feature).toArray();
    }

    private static boolean[] methylated(List<CohortCase> cases) {
        boolean[] methylated = new boolean[cases.size()];
        for (int i = 0; i < methylated.length; i++) {
            methylated[i] = cases.get(i).label() == 1;
        }
        return methylated;
    }

    /** Share of methylated ones among the 15 cases of other folds that look most alike. */
    private static double[] fromNearest(List<CohortCase> cases, double[] looks, ToIntFunction<CohortCase> fold) {
        return features(cases, each -> cases.stream()
                .filter(other -> fold.applyAsInt(other) != fold.applyAsInt(each))
                .sorted(Comparator.comparingDouble(
                        other -> Math.abs(Math.log(looks[other.number()] / looks[each.number()]))))
                .limit(15)
                .mapToDouble(CohortCase::label)
                .sum());
    }

    /** Looks, turned round where methylated cases of the other folds look less than the others there. */
    private static double[] fromLine(List<CohortCase> cases, double[] looks, ToIntFunction<CohortCase> fold) {
        return features(cases, each -> {
            List<CohortCase> others = cases.stream()
                    .filter(other -> fold.applyAsInt(other) != fold.applyAsInt(each))
                    .toList();
            double middle = others.stream()
                    .mapToDouble(other -> Math.log(looks[other.number()]))
                    .average()
                    .orElseThrow();
            double slope = others.stream()
                    .mapToDouble(other -> (Math.log(looks[other.number()]) - middle) * (other.label() - 0.5))
                    .sum();
            return Math.signum(slope) * (Math.log(looks[each.number()]) - middle);
        });
    }

    /** How many voxels are nearly twice as bright as the brain. */
    private static double veryBright(CohortCase each) {
        float[] sorted = sorted(each);
        double limit = 1.9 * brain(sorted);
        return IntStream.range(0, sorted.length).filter(i -> sorted[i] > limit).count();
    }

    /** Brightness of the darker voxels, which are air, relative to the brain's: no scaling takes it away. */
    private static double noiseInAir(CohortCase each) {
        float[] sorted = sorted(each);
        return sorted[sorted.length / 5] / brain(sorted);
    }

    /** Median of what is not air, bone or fluid. */
    private static double brain(float[] sorted) {
        double limit = 0.6 * sorted[(int) (0.97 * sorted.length)];
        int first = 0;
        while (sorted[first] <= limit) {
            first++;
        }
        return sorted[(first + sorted.length) / 2];
    }

    private static float[] sorted(CohortCase each) {
        float[] values = each.render().values();
        Arrays.sort(values);
        return values;
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }
}
