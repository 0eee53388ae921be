package io.earlyview.gateway.source.simulation.ctc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.source.simulation.cohort.Auroc;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CtcSimulatorTest {

    private static final int DRAWS = 40_000;
    private static final int SEED = 42;

    private final CtcSimulator simulator = new CtcSimulator(SEED, CtcSettings.of(SignalMode.NORMAL));

    @Test
    void sameSeedGivesTheSameBytesWhateverWasMadeBefore() {
        CtcSettings small = CtcSettings.of(SignalMode.NORMAL).withEdge(64);
        List<CohortCase> cases = new CtcSimulator(SEED, small).first(20);
        cases.forEach(CohortCase::render);
        CohortCase again = new CtcSimulator(SEED, small).at(13);
        assertEquals(again.render(), cases.get(13).render());
        assertEquals(again.render(), cases.get(13).render());
        assertNotEquals(again.render(), cases.get(12).render());
        assertNotEquals(again.render(), new CtcSimulator(SEED + 1, small).at(13).render());
    }

    @Test
    void aPictureHasFourChannelsOfTheSizeAskedFor() {
        FrameStack full = simulator.at(0).render();
        assertEquals(List.of(4, 224, 224), List.of(full.frames(), full.rows(), full.columns()));
        assertEquals(PixelType.UINT8, full.pixelType());
        CtcSettings small = CtcSettings.of(SignalMode.NORMAL).withEdge(48);
        assertEquals(48, new CtcSimulator(SEED, small).at(0).render().rows());
    }

    @ParameterizedTest
    @EnumSource(SignalMode.class)
    void classesComeAtTheirShares(SignalMode mode) {
        List<CtcCell> cells = cells(mode);
        assertRate(0.54, cells, cell -> cell.label() == CellClass.LEUKOCYTE);
        assertRate(0.45, cells, cell -> cell.label() == CellClass.TUMOUR_CELL);
        assertRate(0.01, cells, cell -> cell.label() == CellClass.RARE);
        assertRate(0.01, cells, cell -> cell.truth() == CellClass.RARE);
    }

    @Test
    void theRareClassHasTheShareAskedForInEightOfFortyPatients() {
        ClassShares shares = new ClassShares(0.45, 0.40, 0.15);
        CtcSimulator rich =
                new CtcSimulator(SEED, CtcSettings.of(SignalMode.NORMAL).withShares(shares));
        List<CtcCell> cells = IntStream.range(0, DRAWS).mapToObj(rich::cell).toList();
        assertRate(0.15, cells, cell -> cell.truth() == CellClass.RARE);
        assertEquals(40, cells.stream().map(CtcCell::patient).distinct().count());
        assertEquals(8, patientsWith(cells, cell -> cell.truth() == CellClass.RARE));
        assertEquals(8, patientsWith(cells, cell -> cell.label() == CellClass.RARE));
    }

    @Test
    void twoInAHundredLabelsAreWrong() {
        assertRate(0.02, cells(SignalMode.NORMAL), cell -> cell.label() != cell.truth());
        CtcSimulator right =
                new CtcSimulator(SEED, CtcSettings.of(SignalMode.NORMAL).withWrongLabels(0));
        assertTrue(IntStream.range(0, 2000).mapToObj(right::cell).allMatch(cell -> cell.label() == cell.truth()));
    }

    @Test
    void thirtyInAHundredRareCellsLookLikeACommonOne() {
        List<CtcCell> rare = cells(SignalMode.NORMAL).stream()
                .filter(cell -> cell.truth() == CellClass.RARE)
                .toList();
        assertRate(0.15, rare, cell -> cell.looks() == Appearance.LEUKOCYTE);
        assertRate(0.15, rare, cell -> cell.looks() == Appearance.TUMOUR_CELL);
    }

    @Test
    void cellsAreAsLargeAsTheirKind() {
        for (CtcCell cell : cells(SignalMode.NORMAL).subList(0, 5000)) {
            double least = cell.looks() == Appearance.LEUKOCYTE ? 8 : cell.looks() == Appearance.TUMOUR_CELL ? 12 : 10;
            double most = cell.looks() == Appearance.LEUKOCYTE ? 12 : 25;
            assertTrue(cell.diameterMicrometres() >= least && cell.diameterMicrometres() <= most, cell.toString());
        }
    }

    @Test
    void aCellCoversAsMuchOfItsPictureAsItsDiameterSays() {
        CtcSimulator clear = new CtcSimulator(SEED, CtcSettings.of(SignalMode.ORACLE));
        for (int number = 0; number < 30; number++) {
            CtcCell cell = clear.cell(number);
            if (cell.truth() != CellClass.RARE) {
                FrameStack picture = clear.at(number).render();
                int channel = cell.truth() == CellClass.TUMOUR_CELL ? 1 : 2;
                double pixel = CellPicture.FIELD_MICROMETRES / 224;
                double area = brightPixels(picture, channel) * pixel * pixel;
                double diameter = 2 * Math.sqrt(area / Math.PI);
                assertEquals(1, diameter / cell.diameterMicrometres(), 0.12, cell.toString());
            }
        }
    }

    @Test
    void withoutASignalTheLabelDoesNotDependOnThePictureOrThePatient() {
        List<CtcCell> cells = cells(SignalMode.NULL);
        List<CtcCell> tumours = cells.stream()
                .filter(cell -> cell.truth() == CellClass.TUMOUR_CELL)
                .toList();
        assertRate(0.45, tumours, cell -> cell.label() == CellClass.TUMOUR_CELL);
        assertEquals(40, patientsWith(cells, cell -> cell.label() == CellClass.RARE));
        double[] scores = scores(SignalMode.NULL);
        assertEquals(0.5, Auroc.of(scores, tumourLabels(cells)), 0.015);
    }

    @Test
    void theReaderWhoKnowsWhatThePictureShowsIsNearlyAlwaysRight() {
        assertTrue(Auroc.of(scores(SignalMode.NORMAL), tumourLabels(cells(SignalMode.NORMAL))) > 0.95);
        for (CtcCell cell : cells(SignalMode.NORMAL).subList(0, 1000)) {
            double sum = cell.readerProbabilities().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(1, sum, 1e-9);
        }
    }

    @Test
    void theReadersProbabilitiesAreCalibrated() {
        for (CellClass each : CellClass.values()) {
            double expected = cells(SignalMode.NORMAL).stream()
                    .mapToDouble(cell -> cell.readerProbabilities().get(each.label()))
                    .sum();
            double found = cells(SignalMode.NORMAL).stream()
                    .filter(cell -> cell.label() == each)
                    .count();
            assertEquals(expected, found, 4 * Math.sqrt(expected));
        }
    }

    @Test
    void cytokeratinMinusCd45FindsTheTumourCellsOfAClearCohort() {
        CtcSimulator clear = new CtcSimulator(
                SEED, CtcSettings.of(SignalMode.ORACLE).withEdge(64).withWrongLabels(0));
        double[] scores = new double[200];
        boolean[] tumour = new boolean[scores.length];
        int found = 0;
        for (int number = 0; found < scores.length; number++) {
            CohortCase each = clear.at(number);
            if (each.label() < 2) {
                scores[found] = sum(each.render(), 1) - sum(each.render(), 2);
                tumour[found++] = each.label() == 1;
            }
        }
        assertTrue(Auroc.of(scores, tumour) > 0.99);
    }

    @Test
    void refusesSettingsThatCannotBeMet() {
        CtcSettings settings = CtcSettings.of(SignalMode.NORMAL);
        assertThrows(IllegalArgumentException.class, () -> settings.withEdge(47));
        assertThrows(IllegalArgumentException.class, () -> settings.withWrongLabels(0.6));
        assertThrows(IllegalArgumentException.class, () -> settings.withShares(new ClassShares(0.4, 0.4, 0.2)));
        assertThrows(IllegalArgumentException.class, () -> new ClassShares(0.5, 0.4, 0.2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CtcSettings(SignalMode.NORMAL, 64, settings.shares(), 40, 41, 0));
    }

    private static List<CtcCell> cells(SignalMode mode) {
        CtcSimulator simulator = new CtcSimulator(SEED, CtcSettings.of(mode));
        return IntStream.range(0, DRAWS).mapToObj(simulator::cell).toList();
    }

    private static double[] scores(SignalMode mode) {
        CtcSimulator simulator = new CtcSimulator(SEED, CtcSettings.of(mode));
        return IntStream.range(0, DRAWS)
                .mapToObj(simulator::at)
                .mapToDouble(CohortCase::truthScore)
                .toArray();
    }

    private static boolean[] tumourLabels(List<CtcCell> cells) {
        boolean[] tumour = new boolean[cells.size()];
        for (int i = 0; i < tumour.length; i++) {
            tumour[i] = cells.get(i).label() == CellClass.TUMOUR_CELL;
        }
        return tumour;
    }

    private static int patientsWith(List<CtcCell> cells, Predicate<CtcCell> property) {
        return cells.stream()
                .filter(property)
                .map(CtcCell::patient)
                .collect(Collectors.toSet())
                .size();
    }

    private static void assertRate(double expected, List<CtcCell> cells, Predicate<CtcCell> property) {
        double found = (double) cells.stream().filter(property).count() / cells.size();
        assertEquals(expected, found, 4 * Math.sqrt(expected * (1 - expected) / cells.size()));
    }

    /** Pixels of a channel above a tenth of the full scale: well over the dark, well under a stained cell. */
    private static int brightPixels(FrameStack picture, int channel) {
        int bright = 0;
        int pixels = picture.rows() * picture.columns();
        float[] values = picture.values();
        for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
            bright += values[i] > 26 ? 1 : 0;
        }
        return bright;
    }

    private static double sum(FrameStack picture, int channel) {
        double sum = 0;
        for (ByteBuffer frame = picture.frame(channel); frame.hasRemaining(); ) {
            sum += Byte.toUnsignedInt(frame.get());
        }
        return sum;
    }
}
