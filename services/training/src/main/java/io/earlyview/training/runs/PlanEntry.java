package io.earlyview.training.runs;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.FittingPlan;
import java.util.List;

/**
 * What a run was asked to do, as REST shows it; the exam's descriptor says the rest.
 *
 * @param promote whether the release becomes champion at once where the gate lets it pass
 */
public record PlanEntry(
        String exam,
        String recipe,
        int epochs,
        int batchSize,
        double learningRate,
        double heldOutShare,
        int minimumExamples,
        long seed,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> remedies,
        int folds,
        boolean promote) {

    public PlanEntry {
        remedies = List.copyOf(remedies);
    }

    static PlanEntry of(FittingPlan plan, boolean promote) {
        return new PlanEntry(
                plan.exam().exam(),
                plan.recipe(),
                plan.epochs(),
                plan.batchSize(),
                plan.learningRate(),
                plan.heldOutShare(),
                plan.exam().training().minimumExamples(),
                plan.seed(),
                plan.remedies(),
                plan.folds(),
                promote);
    }

    FittingPlan of(ExamDescriptor descriptor) {
        return new FittingPlan(descriptor, recipe, epochs, batchSize, learningRate, heldOutShare, seed)
                .remediedBy(remedies)
                .inFolds(folds);
    }
}
