package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FoldsOutcome;
import io.earlyview.training.domain.FoldsOutcome.OutOfFold;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.PredictedCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final List<LabelledExample> PLANTED = PlantedPairs.drawn(120, 32, 3, 0.4, 1);

    @Test
    void everyExampleIsToldOnOnceBeforeTheFitThatCounts() {
        Watched watched = new Watched(Integer.MAX_VALUE);

        FittingOutcome outcome = Fitting.fit(PLANTED, folded(3), watched);

        OutOfFold all = assertInstanceOf(OutOfFold.class, watched.outcome);
        assertEquals(List.of(1, 2, 3), watched.folds);
        List<LabelledExample> trained = Prepared.outer(PLANTED, folded(3)).first();
        assertEquals(84, trained.size());
        assertEquals(
                trained.stream().map(LabelledExample::label).toList(),
                all.cases().stream().map(PredictedCase::label).toList());
        assertEquals(3, all.leading().size());
        assertTrue(
                all.figures().find("auroc").orElseThrow().low() > 0.7,
                all.figures().toString());
        assertTrue(all.figures().parityMaxDifference() < 1e-4, all.figures().toString());
        assertInstanceOf(FittingOutcome.Fitted.class, outcome);
        assertEquals(folded(3).epochs(), watched.epochs, "epochs of the last fit only");
    }

    @Test
    void foldsChangeNothingOfTheFitThatCounts() {
        FittingOutcome.Fitted with = assertInstanceOf(
                FittingOutcome.Fitted.class, Fitting.fit(PLANTED, folded(2), FittingProgress.silent()));
        FittingOutcome.Fitted without = assertInstanceOf(
                FittingOutcome.Fitted.class, Fitting.fit(PLANTED, PlantedPairs.plan(6, 7), FittingProgress.silent()));

        assertArrayEquals(without.onnx().graph(), with.onnx().graph());
    }

    /** Fifteen patients of four examples each: whoever learns patients by heart must not be paid for it. */
    @Test
    void noPatientIsInTwoFolds() {
        List<LabelledExample> grouped = new ArrayList<>();
        for (int i = 0; i < PLANTED.size(); i++) {
            LabelledExample each = PLANTED.get(i);
            grouped.add(new LabelledExample(
                    each.acquisitionId(),
                    "p" + i % 15,
                    each.shape(),
                    each.tensor(),
                    each.spacingMillimetres(),
                    each.label(),
                    true));
        }

        int[] folds = CrossValidation.folds(grouped, folded(4));

        Set<String> seen = new HashSet<>();
        for (int fold = 0; fold < 4; fold++) {
            Set<String> patients = new HashSet<>();
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    patients.add(grouped.get(i).patientPseudonym());
                }
            }
            assertFalse(patients.isEmpty());
            patients.forEach(patient -> assertTrue(seen.add(patient), patient));
        }
    }

    @Test
    void whoCancelsInAFoldCancelsTheRun() {
        assertEquals(new FittingOutcome.Cancelled(0, List.of()), Fitting.fit(PLANTED, folded(3), new Watched(2)));
    }

    @Test
    void moreFoldsThanPatientsAreRefusedWithBoth() {
        FittingOutcome.Failed failed = assertInstanceOf(
                FittingOutcome.Failed.class, Fitting.fit(PLANTED, folded(85), FittingProgress.silent()));

        assertEquals(
                "There are too many folds: 85, and no patient may be in two of them, so that the limit is the number of"
                        + " patients that are not held out, 84.",
                failed.sentence());
    }

    private static FittingPlan folded(int folds) {
        return PlantedPairs.plan(6, 7).inFolds(folds);
    }

    private static final class Watched implements FittingProgress {
        private final List<Integer> folds = new ArrayList<>();
        private final int cancelledInFold;
        private FoldsOutcome outcome = new FoldsOutcome.Broken(0, 0, "nothing was told");
        private int epochs;

        Watched(int cancelledInFold) {
            this.cancelledInFold = cancelledInFold;
        }

        @Override
        public void onFold(int fold, int of) {
            folds.add(fold);
        }

        @Override
        public void onFolds(FoldsOutcome told) {
            outcome = told;
        }

        @Override
        public void onHeldOut(List<PredictedCase> cases) {
            assertFalse(cases.isEmpty());
        }

        @Override
        public void onEpoch(EpochFigures figures) {
            epochs++;
        }

        @Override
        public boolean cancelled() {
            return folds.contains(cancelledInFold);
        }
    }
}
