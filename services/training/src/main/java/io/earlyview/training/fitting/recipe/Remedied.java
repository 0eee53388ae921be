package io.earlyview.training.fitting.recipe;

/** What became of a recipe that was to be remedied. */
public sealed interface Remedied {
    /** The changed recipe; the plan's learning rate is to be multiplied by {@code rateFactor}. */
    record Changed(Recipe recipe, double rateFactor) implements Remedied {}

    /** It cannot be changed so; {@code sentence} says why. */
    record Refused(String sentence) implements Remedied {}
}
