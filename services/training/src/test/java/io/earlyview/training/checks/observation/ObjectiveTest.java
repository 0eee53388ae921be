package io.earlyview.training.checks.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    @Test
    void ignoranceCostsTheEntropyOfTheShares() {
        assertEquals(
                0.6821,
                CrossEntropy.unweighted(Fed.LOGITS, List.of(0.574, 0.426)).constantLoss(),
                1e-4);
        assertEquals(
                0.7381,
                CrossEntropy.unweighted(Fed.LOGITS, List.of(0.54, 0.45, 0.01)).constantLoss(),
                1e-4);
    }

    @Test
    void weightsChangeWhatIgnoranceCosts() {
        CrossEntropy balanced = new CrossEntropy(List.of(0.9, 0.1), List.of(1.0, 9.0), Fed.LOGITS);

        assertEquals(Math.log(2), balanced.constantLoss(), 1e-12);
        assertTrue(balanced.weighted());
    }

    @Test
    void aClassWithoutExamplesCostsNothing() {
        assertEquals(0, CrossEntropy.unweighted(Fed.LOGITS, List.of(1.0, 0.0)).constantLoss(), 0);
    }

    @Test
    void everyClassNeedsAWeight() {
        assertThrows(
                IllegalArgumentException.class, () -> new CrossEntropy(List.of(0.5, 0.5), List.of(1.0), Fed.LOGITS));
    }

    @Test
    void spreadIsAShareOfTheTargets() {
        double[] labels = {0, 0, 0, 1};

        assertEquals(1, OutputSpread.of(labels, labels), 1e-12);
        assertEquals(0, OutputSpread.of(new double[] {0.3, 0.3, 0.3, 0.3}, labels), 1e-12);
        assertEquals(0.5, OutputSpread.of(new double[] {0.1, 0.1, 0.1, 0.6}, labels), 1e-12);
    }
}
