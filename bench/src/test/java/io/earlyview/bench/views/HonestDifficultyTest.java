package io.earlyview.bench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.evaluation.Estimate;
import org.junit.jupiter.api.Test;

/** The simulator is as hard to read as it is said to be: nobody may make it easier to look better. */
class HonestDifficultyTest {
    private static final long COHORT_SEED = 20_261_124;

    @Test
    void theClassicalReaderFindsTwoViewsAsHardAsItShould() {
        ViewsStudy study = new ViewsStudy(HonestCohort.of(COHORT_SEED, 876, 2), 258.0 / 876, 1, System.out);

        Estimate area = study.pcaLda().stage().areaByTruth();

        assertEquals(258, study.testCases(), 2);
        assertTrue(area.value() > 0.74 && area.value() < 0.82, "PCA and LDA reach " + area);
    }

    @Test
    void viewsAreTakenInOppositePairs() {
        assertEquals(0, HonestCohort.taken(0));
        assertEquals(60, HonestCohort.taken(1));
        assertEquals(59, HonestCohort.taken(118));
        assertEquals(119, HonestCohort.taken(119));
    }
}
