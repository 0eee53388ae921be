package io.earlyview.inference.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.Unscorable;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final Target CLASSES = new Target.Classes(List.of("leukocyte", "ctc", "cluster"));
    private static final Target VOLUME = new Target.Quantity("mL", 1, 2000);

    @Test
    void classesMustBeProbabilitiesThatSumToOne() {
        assertEquals(new Prediction.ClassProbabilities(List.of(0.25, 0.5, 0.25)), answer(CLASSES, 0.25f, 0.5f, 0.25f));
        assertRefused(CLASSES, "0.5, 0.5, 0.5", 0.5f, 0.5f, 0.5f);
        assertRefused(CLASSES, "1.5, -0.5, 0.0", 1.5f, -0.5f, 0);
        assertRefused(CLASSES, "NaN", Float.NaN, 0.5f, 0.5f);
    }

    @Test
    void aQuantityMustLieWithinItsFiniteBounds() {
        assertEquals(new Prediction.Quantity(70, 60, 84), answer(VOLUME, 70, 60, 84));
        assertRefused(VOLUME, "70.0 between 71.0 and 84.0", 70, 71, 84);
        assertRefused(VOLUME, "Infinity", 70, 60, Float.POSITIVE_INFINITY);
        assertRefused(VOLUME, "NaN", Float.NaN, 60, 84);
    }

    private static Prediction answer(Target target, float... values) {
        return Answer.of(FloatBuffer.wrap(values), target);
    }

    private static void assertRefused(Target target, String said, float... values) {
        Unscorable because =
                assertInstanceOf(Prediction.None.class, answer(target, values)).because();
        assertEquals(Unscorable.Cause.NOT_FINITE, because.cause());
        assertTrue(because.explanation().contains(said), because.explanation());
    }
}
