package io.earlyview.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.Target;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSettings;
import io.earlyview.training.domain.LabelledExample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudiesTest {
    @Test
    void binningAddsCountsAndLosesNone() {
        LabelledExample whole = Cohorts.datscan(3, 2, 128, 1).getLast().example();
        LabelledExample binned = Cohorts.datscan(3, 2, 128, 2).getLast().example();

        assertArrayEquals(new int[] {2, 64, 64}, binned.shape());
        assertEquals(sum(whole.tensor()), sum(binned.tensor()), 1e-3);
        assertTrue(sum(binned.tensor()) > 10_000);
    }

    @Test
    void rasterCasesCarryTheirSpacingAndCellsNone() {
        LabelledExample sweep = Cohorts.rasterVolume(3, 1, 16).getFirst().example();
        assertEquals(3, sweep.spacingMillimetres().length);
        assertTrue(sweep.label() >= 15 && sweep.label() <= 200, "label " + sweep.label());
        assertEquals(0, Cohorts.ctc(3, 1, 48).getFirst().example().spacingMillimetres().length);
    }

    @Test
    void theMiddleOfAHeadIsEverySecondPixelOfIt() {
        MgmtSettings settings = MgmtSettings.of(SignalMode.NORMAL);
        LabelledExample whole = Cohorts.mgmt(3, 1, settings).getFirst().example();
        LabelledExample middle = Cohorts.mgmtMiddles(3, 1, settings).getFirst().example();

        assertArrayEquals(new int[] {64, 128, 128}, whole.shape());
        assertArrayEquals(new int[] {48, 48, 48}, middle.shape());
        // Slice 8, row 16 + 2 * 5, column 16 + 2 * 7 of the whole is slice 0, row 5, column 7 of the middle.
        assertEquals(whole.tensor()[(8 * 128 + 26) * 128 + 30], middle.tensor()[5 * 48 + 7]);
    }

    @Test
    void foldsKeepPatientsTogether() {
        List<StudyCase> cases = IntStream.range(0, 40)
                .mapToObj(i -> new StudyCase(
                        new LabelledExample(
                                "case-" + i,
                                "patient-" + i / 4,
                                new int[] {1, 1, 1},
                                new float[1],
                                new double[0],
                                i % 2,
                                true),
                        i % 2,
                        0))
                .toList();
        Target target = ExamCatalogue.bundled().find("mgmt").orElseThrow().target();

        Folds byPatient = Folds.of(cases, target, 5, 1);

        Set<String> heldOut = byPatient.heldOut(2).stream()
                .map(each -> each.example().splitKey())
                .collect(Collectors.toSet());
        assertEquals(2, heldOut.size());
        assertEquals(40 - byPatient.heldOut(2).size(), byPatient.train(2).size());
        assertTrue(byPatient.train(2).stream().noneMatch(example -> heldOut.contains(example.splitKey())));
    }

    /** A whole study in small: the source's way is named and left to go on, ours runs, and the page holds both. */
    @Test
    void aSmallStudyIsRunAndWritten() {
        List<StudyCase> sweeps = Cohorts.rasterVolume(5, 60, 16);
        Study study = new Study(
                ExamCatalogue.bundled().find("raster-volume").orElseThrow(),
                "What helps?",
                "60 sweeps",
                List.of(
                        new Arm("", Way.source("source", "source-raster-volume", 2, 8, 1e-3, 3), () -> sweeps),
                        new Arm("", Way.ours("compact-volume", 6, 8, 5e-3, 3), () -> sweeps)),
                3,
                "Spacing.");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Narration narration = new Narration(new PrintStream(shown, true, StandardCharsets.UTF_8), false);

        List<Trial> trials = study.arms().stream()
                .map(arm -> Trial.of(study, arm, 1, narration))
                .toList();

        Trial source = trials.getFirst();
        assertEquals(3, source.course().losses().size());
        assertEquals(
                "spacing-dropped",
                source.first().firstError().orElseThrow().finding().rule());
        assertEquals(0, source.first().firstError().orElseThrow().step());
        assertTrue(source.figures().isPresent(), "it was to go on");
        Trial ours = trials.getLast();
        assertEquals(60, ours.heldOut().size());
        assertEquals(
                60,
                ours.heldOut().stream()
                        .map(each -> each.example().acquisitionId())
                        .distinct()
                        .count());
        List<StudyPlots.Picture> pictures = StudyPlots.of(study, trials);
        assertTrue(pictures.stream().allMatch(picture -> picture.svg().startsWith("<svg")), "no plot");
        assertTrue(pictures.stream().anyMatch(picture -> picture.ending().equals("ours-scatter")));
        String page = StudyPage.of(study, trials, Map.of("a.svg", "a picture"), Appendix.of(study, trials), "a test");
        assertTrue(page.contains("| source | `spacing-dropped` | 0.0 % (0 of "), page);
        assertTrue(page.contains("| ours | nothing | –"), page);
        assertTrue(page.contains("## Against the mean"), page);
        assertTrue(page.contains("![a picture](a.svg)"), page);
        assertTrue(page.contains("Simulated data. Research use only."), page);
        assertTrue(shown.toString(StandardCharsets.UTF_8)
                .contains("named by spacing-dropped after 0 steps; left to go on"));
    }

    @Test
    void theLogitsThatWereAskedAboutGiveTheirPublishedProbabilities() {
        List<String> rows = Appendix.twoLogits()
                .lines()
                .filter(line -> line.matches("\\| -?[0-9].*"))
                .toList();

        assertEquals(5, rows.size());
        for (String row : rows) {
            String[] cells = row.split("\\|");
            double published = Double.parseDouble(cells[3].strip());
            assertEquals(published, Double.parseDouble(cells[4].strip()), 2e-4 * published);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pet", "", "DATSCAN", "../datscan"})
    void anExamWithoutASourceProblemIsRefused(String exam) {
        assertTrue(Studies.of(exam, false).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"datscan", "mgmt", "ctc", "raster-volume"})
    void everySourceProblemHasAStudyWhoseSourceComesFirst(String exam) {
        Study study = Studies.of(exam, false).orElseThrow();
        assertTrue(study.arms().getFirst().way().recipe().startsWith("source-"));
        assertEquals(Way.Checks.WATCH, study.arms().getFirst().way().checks());
        assertTrue(study.arms().getLast().way().recipe().startsWith("compact-"));
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
