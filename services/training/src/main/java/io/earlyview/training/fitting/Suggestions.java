package io.earlyview.training.fitting;

import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.recipe.Remedied;
import io.earlyview.training.fitting.recipe.Remedies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the next run could be asked to do otherwise, after one in which nothing was learned. */
public final class Suggestions {
    private static final String MAY_BE_REPEATED = "scale-learning-rate";

    private Suggestions() {}

    /**
     * Remedies of all errors that the plan's recipe can take together, on top of those it had; where errors give none, the
     * first that a warning gives. Nothing where a person is needed.
     *
     * @param shape of an example
     */
    public static List<String> of(FittingPlan plan, int[] shape, List<NamedFinding> findings) {
        Optional<Recipe> recipe = Recipes.find(plan.recipe(), shape, plan.exam());
        List<String> suggested = new ArrayList<>();
        List<NamedFinding> gravestFirst = findings.stream()
                .filter(finding -> finding.grade() != NamedFinding.Grade.NOTE)
                .sorted(Comparator.comparing(NamedFinding::grade).reversed())
                .toList();
        for (NamedFinding finding : gravestFirst) {
            boolean enough = finding.grade() != NamedFinding.Grade.ERROR && !suggested.isEmpty();
            finding.remedy()
                    .filter(remedy -> !enough && recipe.isPresent())
                    .filter(remedy -> !suggested.contains(remedy)
                            && (!plan.remedies().contains(remedy) || remedy.startsWith(MAY_BE_REPEATED)))
                    .filter(remedy -> recipe.filter(each -> takes(each, plan, suggested, remedy))
                            .isPresent())
                    .ifPresent(suggested::add);
        }
        return List.copyOf(suggested);
    }

    private static boolean takes(Recipe recipe, FittingPlan plan, List<String> suggested, String remedy) {
        List<String> all = new ArrayList<>(plan.remedies());
        all.addAll(suggested);
        all.add(remedy);
        return Remedies.on(recipe, all, plan.exam()) instanceof Remedied.Changed;
    }
}
