package io.earlyview.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudiesTest {
    @Test
    void binningAddsCountsAndLosesNone() {
        LabelledExample whole = Cohorts.datscan(3, 2, 1).getLast().example();
        LabelledExample binned = Cohorts.datscan(3, 2, 2).getLast().example();

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

    /** A whole study in small: both ways fit, and the page holds what they did. */
    @Test
    void aSmallStudyIsRunAndWritten() {
        Study study = new Study(
                ExamCatalogue.bundled().find("raster-volume").orElseThrow(),
                "What helps?",
                "60 sweeps",
                Cohorts.rasterVolume(5, 60, 16),
                List.of(
                        new Way("source", "source-raster-volume", 2, 8, 1e-3),
                        new Way("ours", "compact-volume", 12, 8, 5e-3)),
                1.0 / 3);
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream progress = new PrintStream(shown, true, StandardCharsets.UTF_8);

        List<Trial> trials = study.ways().stream()
                .map(way -> Trial.of(study, way, 1, progress))
                .toList();

        String page = StudyPage.of(study, trials, "a test");
        assertTrue(page.contains("| r squared |"), page);
        assertTrue(page.contains("Simulated data. Research use only."), page);
        assertTrue(page.contains("- **source** (recipe `source-raster-volume`"), page);
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("ours: epoch 12 of 12"));
        assertTrue(named(trials.getFirst()).contains("spacing-dropped"), page);
        assertFalse(named(trials.getLast()).contains("spacing-dropped"), page);
        assertTrue(StudyPage.losses(study, trials).startsWith("<svg"), "no plot");
    }

    private static List<String> named(Trial trial) {
        return trial.outcome().findings().stream().map(NamedFinding::rule).toList();
    }

    @Test
    void anExamWithoutASourceProblemIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Studies.of("pet", false))
                .getMessage()
                .contains("There is no exam 'pet'"));
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
