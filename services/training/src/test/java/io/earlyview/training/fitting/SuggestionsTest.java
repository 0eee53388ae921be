package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.domain.NamedFinding.Grade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of the findings' remedies a next run is asked for. */
class SuggestionsTest {
    private static final int[] CELL = {4, 32, 32};

    @Test
    void allErrorsTogetherAndNoWarningsBesides() {
        assertEquals(
                List.of("use-logits-loss", "add-batch-normalisation"),
                suggested(
                        List.of(),
                        found(Grade.WARNING, "clip-gradients=1"),
                        found(Grade.ERROR, "use-logits-loss"),
                        found(Grade.ERROR, "add-batch-normalisation"),
                        found(Grade.ERROR, "use-logits-loss")));
    }

    @Test
    void theFirstWarningWhereNoErrorGivesAny() {
        assertEquals(
                List.of("clip-gradients=1"),
                suggested(
                        List.of(),
                        found(Grade.NOTE, "prior-bias"),
                        found(Grade.WARNING, "clip-gradients=1"),
                        found(Grade.WARNING, "class-weights"),
                        found(Grade.ERROR, null)));
    }

    @Test
    void nothingThatTheRecipeHasAlreadyOrCannotTake() {
        // Fitting always groups by patient; the recipe fits no quantity; the loss is on logits by the plan's own
        // remedy.
        assertEquals(
                List.of(),
                suggested(
                        List.of("use-logits-loss", "class-weights"),
                        found(Grade.ERROR, "group-by-patient"),
                        found(Grade.ERROR, "standardise-target"),
                        found(Grade.ERROR, "use-logits-loss"),
                        found(Grade.ERROR, "class-weights")));
    }

    @Test
    void aLowerRateMayBeLoweredAgain() {
        assertEquals(
                List.of("scale-learning-rate=0.1"),
                suggested(List.of("scale-learning-rate=0.1"), found(Grade.ERROR, "scale-learning-rate=0.1")));
    }

    private static List<String> suggested(List<String> had, NamedFinding... findings) {
        FittingPlan plan = PlantedCells.plan(2, 1e-3, had);
        return Suggestions.of(plan, CELL, List.of(findings));
    }

    private static NamedFinding found(Grade grade, String remedy) {
        return new NamedFinding("rule", grade, "sentence", List.of(), "meaning", "advice", Optional.ofNullable(remedy));
    }
}
