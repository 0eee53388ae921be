package io.earlyview.gateway.source.simulation.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortFaultTest {

    private static final FrameStack PICTURE = FrameStack.ofBytes(1, 1, 2, new float[] {1, 2});
    private static final Spacing SPACING = new Spacing(0.4, 0.5, 0.6);

    private final List<CohortCase> cases =
            IntStream.range(0, 60).mapToObj(CohortFaultTest::sweep).toList();

    @Test
    void leakedPatientsAreAsManyAsCasesAndLookLikeAnyOther() {
        List<CohortCase> spoilt = CohortFault.LEAKED_PATIENTS.spoil(cases, 1);
        assertEquals(60, spoilt.stream().map(CohortCase::patient).distinct().count());
        assertTrue(spoilt.stream().allMatch(each -> each.patient().matches("raster-\\d{6}")));
        assertEquals(labels(cases), labels(spoilt));
    }

    @Test
    void droppedSpacingIsOneMillimetreAndNothingElseChanges() {
        List<CohortCase> spoilt = CohortFault.DROPPED_SPACING.spoil(cases, 1);
        assertTrue(spoilt.stream().allMatch(each -> each.spacing().equals(Optional.of(Spacing.ONE_MILLIMETRE))));
        assertEquals(labels(cases), labels(spoilt));
        assertSame(PICTURE, spoilt.getFirst().render());
    }

    @Test
    void whatHasNoSpacingHasNoneToDrop() {
        CohortCase flat = new CohortCase(0, "ctc-000000", 0, 1, 1, 1, Optional.empty(), () -> PICTURE);
        assertEquals(
                Optional.empty(),
                CohortFault.DROPPED_SPACING.spoil(List.of(flat), 1).getFirst().spacing());
    }

    @Test
    void shuffledLabelsAreTheSameLabelsElsewhere() {
        List<CohortCase> spoilt = CohortFault.SHUFFLED_LABELS.spoil(cases, 1);
        assertEquals(
                labels(cases).stream().sorted().toList(),
                labels(spoilt).stream().sorted().toList());
        assertNotEquals(labels(cases), labels(spoilt));
        assertEquals(labels(spoilt), labels(CohortFault.SHUFFLED_LABELS.spoil(cases, 1)));
        assertNotEquals(labels(spoilt), labels(CohortFault.SHUFFLED_LABELS.spoil(cases, 2)));
    }

    private static List<Double> labels(List<CohortCase> cases) {
        return cases.stream().map(CohortCase::label).toList();
    }

    private static CohortCase sweep(int number) {
        String patient = CohortCase.patientId("raster", number / 6);
        return new CohortCase(number, patient, 0, number, number, number, Optional.of(SPACING), () -> PICTURE);
    }
}
