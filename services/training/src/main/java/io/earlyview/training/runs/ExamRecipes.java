package io.earlyview.training.runs;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.UnusableExam;
import io.earlyview.training.fitting.recipe.Recipes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses to start with an exam whose recipe there is not, or that does not take its frames: a run would fail much later. */
@ApplicationScoped
public class ExamRecipes {
    void check(@Observes StartupEvent event, ExamCatalogue exams) {
        exams.all().forEach(ExamRecipes::check);
    }

    static void check(ExamDescriptor exam) {
        String recipe = exam.training().recipe();
        try {
            if (Recipes.find(recipe, exam.neededShape(), exam).isEmpty()) {
                throw new UnusableExam(
                        "exam " + exam.exam() + " names the recipe " + recipe + "; there are " + Recipes.names());
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableExam(
                    "exam " + exam.exam() + " does not fit its recipe " + recipe + ": " + e.getMessage());
        }
    }
}
