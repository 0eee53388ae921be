package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.fitting.network.Head;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The recipes by name. */
public final class Recipes {
    private static final Map<String, Maker> MAKERS = new TreeMap<>(Map.of(
            "source-datscan",
            (shape, _) -> SourceRecipes.datscan(shape, new Head.OneLogit()),
            "source-datscan-two-logits",
            (shape, _) -> SourceRecipes.datscan(shape, new Head.TwoLogits()),
            "source-mgmt",
            (shape, _) -> SourceRecipes.mgmt(shape),
            "source-ctc",
            (shape, exam) -> SourceRecipes.ctc(shape, exam.target().classes().size()),
            "source-raster-volume",
            (shape, _) -> SourceRecipes.rasterVolume(shape),
            "compact-set",
            SetRecipes::views,
            "compact-residual",
            CompactRecipes::residual,
            "compact-cells",
            CompactRecipes::cells,
            "compact-volume",
            CompactRecipes::volume,
            "compact-texture",
            CompactRecipes::texture));

    private Recipes() {}

    @FunctionalInterface
    private interface Maker {
        Recipe make(int[] shape, ExamDescriptor exam);
    }

    /** Names of the recipes, for messages. */
    public static Collection<String> names() {
        return MAKERS.keySet();
    }

    /**
     * A recipe for acquisitions of this shape, or nothing if there is none of this name.
     *
     * @param shape frames, rows, columns; one that the network cannot take is an {@link IllegalArgumentException}
     */
    public static Optional<Recipe> find(String name, int[] shape, ExamDescriptor exam) {
        return Optional.ofNullable(MAKERS.get(name)).map(maker -> maker.make(shape, exam));
    }
}
