package io.earlyview.training.runs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Training;
import io.earlyview.exams.UnusableExam;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamRecipesTest {
    private static final ExamDescriptor CTC =
            ExamCatalogue.bundled().find("ctc").orElseThrow();

    @Test
    void everyBundledExamFitsItsRecipe() {
        assertDoesNotThrow(() -> ExamCatalogue.bundled().all().forEach(ExamRecipes::check));
    }

    @Test
    void aRecipeThatThereIsNotIsRefusedWithThoseThatThereAre() {
        String refusal = refusal(with("compact-hearts", CTC.frames()));
        assertTrue(refusal.startsWith("exam ctc names the recipe compact-hearts; there are "), refusal);
        assertTrue(refusal.contains("compact-cells"), refusal);
    }

    @Test
    void framesThatARecipeDoesNotTakeAreRefused() {
        var small = new ExamDescriptor.Frames(4, 8, 8, 0, CTC.frames().pixelsAre(), false);
        String refusal = refusal(with("source-ctc", small));
        assertTrue(refusal.startsWith("exam ctc does not fit its recipe source-ctc: "), refusal);
    }

    private static String refusal(ExamDescriptor exam) {
        return String.valueOf(
                assertThrows(UnusableExam.class, () -> ExamRecipes.check(exam)).getMessage());
    }

    private static ExamDescriptor with(String recipe, ExamDescriptor.Frames frames) {
        Training training = CTC.training();
        return new ExamDescriptor(
                CTC.exam(),
                CTC.title(),
                frames,
                List.of(),
                CTC.target(),
                new Training(
                        recipe,
                        training.loss(),
                        training.epochs(),
                        training.batchSize(),
                        training.learningRate(),
                        training.augmentation(),
                        training.split(),
                        training.minimumExamples(),
                        training.acceptance(),
                        training.stopping()));
    }
}
