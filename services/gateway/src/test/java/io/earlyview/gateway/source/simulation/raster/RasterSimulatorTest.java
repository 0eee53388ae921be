package io.earlyview.gateway.source.simulation.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.Correlation;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.GaussianBlur;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RasterSimulatorTest {

    private static final int SEED = 42;
    private static final int MANY = 2000;

    private final RasterSimulator simulator = new RasterSimulator(SEED, RasterSettings.of(SignalMode.NORMAL));

    @Test
    void sameSeedGivesTheSameBytesWhateverWasMadeBefore() {
        List<CohortCase> cases = small(SEED, SignalMode.NORMAL).first(5);
        cases.forEach(CohortCase::render);
        CohortCase again = small(SEED, SignalMode.NORMAL).at(3);
        assertEquals(again.render(), cases.get(3).render());
        assertEquals(again.spacing(), cases.get(3).spacing());
        assertNotEquals(again.render(), cases.get(2).render());
        assertNotEquals(again.render(), small(SEED + 1, SignalMode.NORMAL).at(3).render());
    }

    @Test
    void aRasterIsACubeOfBytes() {
        FrameStack raster = simulator.at(0).render();
        assertEquals(List.of(128, 128, 128), List.of(raster.frames(), raster.rows(), raster.columns()));
        assertEquals(PixelType.UINT8, raster.pixelType());
    }

    @Test
    void twoHundredCasesAreThirtyPatientsWithSixOrSevenSweeps() {
        Map<Integer, List<RasterSweep>> patients =
                sweeps(simulator, 200).stream().collect(Collectors.groupingBy(RasterSweep::patient));
        assertEquals(30, patients.size());
        for (List<RasterSweep> sweeps : patients.values()) {
            assertTrue(sweeps.size() == 6 || sweeps.size() == 7, sweeps.size() + " sweeps");
            assertEquals(
                    1, sweeps.stream().map(RasterSweep::millilitres).distinct().count());
            assertEquals(
                    sweeps.size(),
                    sweeps.stream().map(RasterSweep::spacing).distinct().count());
        }
    }

    @Test
    void organsAreTwentyToAHundredAndFiftyMillilitresAndFitTheirRaster() {
        for (RasterSweep sweep : sweeps(simulator, MANY)) {
            assertTrue(sweep.millilitres() >= 20 && sweep.millilitres() <= 150, sweep.millilitres() + " mL");
            double[] reach = sweep.organ().reach(sweep.pose());
            Spacing spacing = sweep.spacing();
            assertFits(reach[0] + Math.abs(sweep.x()), spacing.sliceMillimetres());
            assertFits(reach[1] + Math.abs(sweep.y()), spacing.rowMillimetres());
            assertFits(reach[2] + Math.abs(sweep.z()), spacing.columnMillimetres());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 14, 29, 77})
    void theLabelIsTheNumberOfVoxelsTimesTheirSize(int number) {
        RasterSweep sweep = simulator.sweep(number);
        double counted = voxelsInside(sweep, 128) * sweep.spacing().voxelMillilitres();
        assertEquals(sweep.labelMillilitres(), counted, 0.005 * counted);
        RasterSweep coarse = small(SEED, SignalMode.NORMAL).sweep(number);
        double roughly = voxelsInside(coarse, 32) * coarse.spacing().voxelMillilitres();
        assertEquals(coarse.labelMillilitres(), roughly, 0.03 * roughly);
    }

    @Test
    void aSmallerRasterShowsTheSameFieldOfView() {
        Spacing full = simulator.sweep(5).spacing();
        Spacing coarse = small(SEED, SignalMode.NORMAL).sweep(5).spacing();
        assertEquals(128 * full.sliceMillimetres(), 32 * coarse.sliceMillimetres(), 1e-9);
        assertEquals(
                simulator.sweep(5).millilitres(),
                small(SEED, SignalMode.NORMAL).sweep(5).millilitres());
    }

    @Test
    void theShareOfTheRasterAloneTellsLittleOfTheVolume() {
        List<RasterSweep> sweeps = sweeps(simulator, MANY);
        double[] millilitres = logs(sweeps, RasterSweep::labelMillilitres);
        double[] voxels =
                logs(sweeps, sweep -> sweep.millilitres() / sweep.spacing().voxelMillilitres());
        double correlation = Correlation.of(voxels, millilitres);
        assertTrue(correlation * correlation < 0.5, "R² " + correlation * correlation);
    }

    @Test
    void withoutASignalTheLabelHasNothingToDoWithThePicture() {
        List<RasterSweep> firstSweeps = IntStream.range(0, 600)
                .mapToObj(patient -> small(SEED, SignalMode.NULL).sweep(20 * patient))
                .toList();
        double correlation = Correlation.of(
                logs(firstSweeps, RasterSweep::labelMillilitres), logs(firstSweeps, RasterSweep::millilitres));
        assertEquals(0, correlation, 0.12);
        assertEquals(
                30,
                sweeps(small(SEED, SignalMode.NULL), 200).stream()
                        .map(RasterSweep::labelMillilitres)
                        .distinct()
                        .count());
    }

    @Test
    void countingDarkVoxelsFindsTheVolumeInAClearCohort() {
        double[] counted = new double[100];
        double[] labels = new double[counted.length];
        for (int number = 0; number < counted.length; number++) {
            CohortCase each = small(SEED, SignalMode.ORACLE).at(number);
            counted[number] = Math.log(
                    darkVoxels(each.render()) * each.spacing().orElseThrow().voxelMillilitres());
            labels[number] = Math.log(each.label());
        }
        assertTrue(Correlation.of(counted, labels) > 0.97);
    }

    @Test
    void organsAreDarkerThanWhatIsAroundThemAndSpeckled() {
        for (CohortCase each : small(SEED, SignalMode.NORMAL).first(12)) {
            RasterSweep sweep = small(SEED, SignalMode.NORMAL).sweep(each.number());
            float[] values = each.render().values();
            boolean[] inside = inside(sweep, 32);
            double[] within = statistics(values, inside, true);
            double[] around = statistics(values, inside, false);
            assertTrue(within[0] < around[0] - 10, within[0] + " against " + around[0]);
            // Fully developed speckle has a deviation of 5.6 dB: 24 to 36 grey levels at a range of 60 to 40 dB.
            assertTrue(around[1] > 18 && around[1] < 60, "deviation " + around[1]);
        }
    }

    @Test
    void copiesMadeBeforehandShowAnotherVolumeUnderTheSameOrAScaledLabel() {
        List<CohortCase> cases = small(SEED, SignalMode.ORACLE).first(8);
        List<CohortCase> wrong = new BeforehandAugmentation(3, false).enlarge(cases, 1);
        List<CohortCase> right = new BeforehandAugmentation(3, true).enlarge(cases, 1);
        assertEquals(32, wrong.size());
        for (int i = 0; i < 32; i++) {
            CohortCase original = cases.get(i / 4);
            double factor = right.get(i).label() / original.label();
            assertEquals(i, wrong.get(i).number());
            assertEquals(original.patient(), wrong.get(i).patient());
            assertEquals(original.label(), wrong.get(i).label());
            assertEquals(original.truth() * factor, wrong.get(i).truth(), 1e-9);
            assertEquals(right.get(i).render(), wrong.get(i).render());
            assertEquals(factor == 1, i % 4 == 0);
            if (factor < 1) {
                double shrunk = (double) darkVoxels(right.get(i).render()) / darkVoxels(original.render());
                assertEquals(factor, shrunk, 0.15 * factor);
            }
        }
    }

    @Test
    void refusesSettingsThatCannotBeMet() {
        assertThrows(IllegalArgumentException.class, () -> new RasterSettings(SignalMode.NORMAL, 15));
        assertThrows(IllegalArgumentException.class, () -> new RasterSettings(SignalMode.NORMAL, 193));
        assertThrows(IllegalArgumentException.class, () -> new BeforehandAugmentation(0, true));
    }

    private static RasterSimulator small(long seed, SignalMode mode) {
        return new RasterSimulator(seed, RasterSettings.of(mode).withEdge(32));
    }

    private static List<RasterSweep> sweeps(RasterSimulator simulator, int cases) {
        return IntStream.range(0, cases).mapToObj(simulator::sweep).toList();
    }

    private static double[] logs(List<RasterSweep> sweeps, ToDoubleFunction<RasterSweep> quantity) {
        return sweeps.stream().mapToDouble(quantity).map(Math::log).toArray();
    }

    private static void assertFits(double reach, double step) {
        assertTrue(step >= 0.3 && step <= 1, step + " mm");
        assertTrue(reach < 64 * step, reach + " mm in " + 64 * step);
    }

    private static boolean[] inside(RasterSweep sweep, int edge) {
        boolean[] inside = new boolean[edge * edge * edge];
        double[] scratch = new double[3];
        double middle = (edge - 1) / 2.0;
        for (int i = 0; i < inside.length; i++) {
            int slice = i / (edge * edge);
            int row = i / edge % edge;
            sweep.pose()
                    .turn(
                            (slice - middle) * sweep.spacing().sliceMillimetres() - sweep.x(),
                            (row - middle) * sweep.spacing().rowMillimetres() - sweep.y(),
                            (i % edge - middle) * sweep.spacing().columnMillimetres() - sweep.z(),
                            scratch);
            inside[i] = sweep.organ().level(scratch[0], scratch[1], scratch[2], scratch) < 1;
        }
        return inside;
    }

    private static int voxelsInside(RasterSweep sweep, int edge) {
        int voxels = 0;
        for (boolean each : inside(sweep, edge)) {
            voxels += each ? 1 : 0;
        }
        return voxels;
    }

    /** Voxels below half of what a fifth of all exceed, after some smoothing. */
    private static int darkVoxels(FrameStack raster) {
        float[] values = raster.values();
        GaussianBlur blur = new GaussianBlur(0.8);
        blur.along(values, 32, 32 * 32);
        blur.along(values, 32, 32);
        blur.along(values, 32, 1);
        List<Float> sorted = IntStream.range(0, values.length)
                .mapToObj(i -> values[i])
                .sorted(Comparator.reverseOrder())
                .toList();
        float limit = sorted.get(sorted.size() / 5) / 2;
        return (int) sorted.stream().filter(value -> value < limit).count();
    }

    /** Mean and deviation of the values where {@code inside} is as asked for. */
    private static double[] statistics(float[] values, boolean[] inside, boolean wanted) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (inside[i] == wanted) {
                sum += values[i];
                squares += values[i] * values[i];
                count++;
            }
        }
        return new double[] {sum / count, Math.sqrt(squares / count - sum / count * (sum / count))};
    }
}
