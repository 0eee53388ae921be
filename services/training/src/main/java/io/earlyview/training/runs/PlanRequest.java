package io.earlyview.training.runs;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Training;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.recipe.Remedied;
import io.earlyview.training.fitting.recipe.Remedies;
import java.util.List;
import java.util.Optional;

/** What became of a request when it was held against the exam it names. */
sealed interface PlanRequest {
    /** It can be tried. */
    record Planned(ExamDescriptor exam, FittingPlan plan, Optional<Boolean> promote) implements PlanRequest {}

    /** It cannot; {@code sentence} has the limit and the value. */
    record Unusable(String sentence) implements PlanRequest {}

    /** The plan, with the exam's defaults for what the request leaves out. */
    static PlanRequest of(RunRequest request, ExamCatalogue exams) {
        String name = Optional.ofNullable(request.exam()).orElse("");
        Optional<ExamDescriptor> exam = exams.find(name);
        if (exam.isEmpty()) {
            return new Unusable("There is no exam '" + name + "'; there are " + exams.names() + ".");
        }
        Training defaults = exam.get().training();
        String recipe = Optional.ofNullable(request.recipe()).orElse(defaults.recipe());
        if (!Recipes.names().contains(recipe)) {
            return new Unusable("There is no recipe '" + recipe + "'; there are " + Recipes.names() + ".");
        }
        List<String> remedies = Optional.ofNullable(request.remedies()).orElse(List.of());
        Optional<String> unknown = remedies.stream()
                .flatMap(each -> Remedies.unknown(each).stream())
                .findFirst();
        if (unknown.isPresent()) {
            return new Unusable(unknown.get());
        }
        Optional<String> refused = refused(exam.get(), recipe, remedies);
        if (refused.isPresent()) {
            return new Unusable(refused.get());
        }
        double lockedShare = defaults.split().heldOutShare();
        if (request.heldOutShare() != null && request.heldOutShare() != lockedShare) {
            return new Unusable("The held-out share of " + name + " is " + lockedShare + " for every run and cannot be "
                    + request.heldOutShare() + ": the locked test set is the same for ever.");
        }
        try {
            return new Planned(
                    exam.get(),
                    new FittingPlan(
                                    exam.get(),
                                    recipe,
                                    Optional.ofNullable(request.epochs()).orElse(defaults.epochs()),
                                    Optional.ofNullable(request.batchSize()).orElse(defaults.batchSize()),
                                    Optional.ofNullable(request.learningRate()).orElse(defaults.learningRate()),
                                    lockedShare,
                                    Optional.ofNullable(request.seed()).orElse(1L))
                            .remediedBy(remedies)
                            .inFolds(Optional.ofNullable(request.folds()).orElse(0)),
                    Optional.ofNullable(request.promote()));
        } catch (IllegalArgumentException e) { // the plan names the value and its limit
            return new Unusable("The plan is not possible: " + e.getMessage() + ".");
        }
    }

    /** Why the recipe has these remedies already or cannot take them: said at once, before any data is read. */
    private static Optional<String> refused(ExamDescriptor exam, String recipe, List<String> remedies) {
        try {
            return Recipes.find(recipe, exam.neededShape(), exam)
                    .flatMap(found -> Remedies.on(found, remedies, exam) instanceof Remedied.Refused(var sentence)
                            ? Optional.of(sentence)
                            : Optional.empty());
        } catch (IllegalArgumentException e) {
            return Optional.of("The recipe '" + recipe + "' cannot take these frames: " + e.getMessage() + ".");
        }
    }
}
