package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.fitting.network.Head;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The recipes by name. */
public final class Recipes {
    private static final Map<String, Maker> MAKERS = new TreeMap<>(Map.ofEntries(
            Map.entry("source-datscan", (shape, _) -> SourceRecipes.datscan(shape, new Head.OneLogit())),
            Map.entry("source-datscan-two-logits", (shape, _) -> SourceRecipes.datscan(shape, new Head.TwoLogits())),
            Map.entry("source-mgmt", (shape, _) -> SourceRecipes.mgmt(shape)),
            Map.entry(
                    "source-ctc",
                    (shape, exam) ->
                            SourceRecipes.ctc(shape, exam.target().classes().size())),
            Map.entry("source-raster-volume", (shape, _) -> SourceRecipes.rasterVolume(shape)),
            Map.entry("compact-set", SetRecipes::views),
            Map.entry("compact-residual", CompactRecipes::residual),
            Map.entry("compact-cells", CompactRecipes::cells),
            Map.entry("compact-channels", CompactRecipes::channels),
            Map.entry("compact-volume", CompactRecipes::volume),
            Map.entry("compact-texture", CompactRecipes::texture)));

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
