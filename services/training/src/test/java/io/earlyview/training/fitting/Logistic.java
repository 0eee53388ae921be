package io.earlyview.training.fitting;

import io.earlyview.exams.Training.Augmentation;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.recipe.Descent;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Schedule;
import java.util.List;

/** Logistic regression on raw counts: no normalisation that could hide what goes in. */
final class Logistic {
    private Logistic() {}

    /** Of pairs of frames with this many rows and columns. */
    static Recipe recipe(int size) {
        List<Layer> layers = List.of(
                new Preparation.Standardisation(List.of(0f, 0f), List.of(100f, 100f)),
                new Layer.Flatten(),
                new Layer.Dense(1));
        return new Recipe(
                new NetworkSpecification("raw", 2, size, size, layers, new Head.OneLogit()),
                Weights.Start.HE_AT_PRIOR,
                "",
                Augmentation.NONE,
                false,
                new Descent(0, 1, Schedule.CONSTANT, 0),
                false);
    }
}
