package io.earlyview.training.runs;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.FittingPlan;

/** What a run was asked to do, as REST shows it; the exam's descriptor says the rest. */
public record PlanEntry(
        String exam,
        String recipe,
        int epochs,
        int batchSize,
        double learningRate,
        double heldOutShare,
        int minimumExamples,
        long seed) {

    static PlanEntry of(FittingPlan plan) {
        return new PlanEntry(
                plan.exam().exam(),
                plan.recipe(),
                plan.epochs(),
                plan.batchSize(),
                plan.learningRate(),
                plan.heldOutShare(),
                plan.exam().training().minimumExamples(),
                plan.seed());
    }

    FittingPlan of(ExamDescriptor descriptor) {
        return new FittingPlan(descriptor, recipe, epochs, batchSize, learningRate, heldOutShare, seed);
    }
}
