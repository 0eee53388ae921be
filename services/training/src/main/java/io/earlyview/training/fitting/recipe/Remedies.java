package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes to a recipe by the names that findings give them; {@code name=number} where a number belongs to it. */
public final class Remedies {
    private static final String RATE = "scale-learning-rate";
    private static final String CLIP = "clip-gradients";
    private static final double RATE_FACTOR = 0.1;
    private static final double CLIP_NORM = 1;

    /** A change, or why it cannot be made. */
    @FunctionalInterface
    private interface Change {
        Remedied on(Recipe recipe, double number, ExamDescriptor exam);
    }

    private static final Map<String, Change> CHANGES = new TreeMap<>(Map.of(
            "standardise-inputs",
            (recipe, _, _) -> standardised(recipe),
            "add-batch-normalisation",
            (recipe, _, _) -> normalised(recipe),
            CLIP,
            (recipe, norm, _) -> changed(recipe.clipped(norm)),
            RATE,
            (recipe, factor, _) -> new Remedied.Changed(recipe, factor),
            "class-weights",
            (recipe, _, _) -> weighted(recipe),
            "prior-bias",
            (recipe, _, _) -> changed(recipe.startedAt(Weights.Start.HE_AT_PRIOR)),
            "use-logits-loss",
            (recipe, _, _) -> onLogits(recipe),
            "keep-spacing",
            (recipe, _, _) -> asLogarithm(recipe, "keep-spacing"),
            "standardise-target",
            (recipe, _, _) -> asLogarithm(recipe, "standardise-target"),
            "augment-at-run-time",
            (recipe, _, exam) -> varied(recipe, exam)));

    /** What fitting always does, so that asking for it changes nothing. */
    private static final Map<String, String> ALWAYS = new TreeMap<>(Map.of(
            "group-by-patient",
            "Splits are always by patient; give examples of equal content the same patient",
            "scale-label-with-augmentation",
            "Labels of a quantity always follow the size of the varied example",
            "report-on-other-cases",
            "The weights of the last epoch are always taken, and the held-out cases choose nothing"));

    private Remedies() {}

    /** Why nobody could ask for this remedy; nothing where one can, whether or not a recipe takes it. */
    public static Optional<String> unknown(String remedy) {
        String name = name(remedy);
        if (ALWAYS.containsKey(name)) {
            return Optional.of(ALWAYS.get(name) + "; there is nothing to change by '" + name + "'.");
        }
        if (!CHANGES.containsKey(name)) {
            return Optional.of("There is no remedy '" + name + "'; there are " + CHANGES.keySet() + ".");
        }
        if (remedy.contains("=") && !name.equals(RATE) && !name.equals(CLIP)) {
            return Optional.of("The remedy '" + name + "' takes no number, and '" + remedy + "' gives one.");
        }
        double number = number(remedy);
        return number > 0 && Double.isFinite(number)
                ? Optional.empty()
                : Optional.of("The remedy '" + remedy + "' needs a number above 0 behind the equals sign.");
    }

    /** Whether a run of this recipe could be asked for it next; also what needs a person is worth naming. */
    public static boolean worthNaming(Recipe recipe, String remedy, ExamDescriptor exam) {
        return unknown(remedy).isPresent() || on(recipe, List.of(remedy), exam) instanceof Remedied.Changed;
    }

    /** The recipe with all these changes, in this order. */
    public static Remedied on(Recipe recipe, List<String> remedies, ExamDescriptor exam) {
        Recipe latest = recipe;
        double rateFactor = 1;
        for (String remedy : remedies) {
            Optional<String> unknown = unknown(remedy);
            Change change = CHANGES.get(name(remedy));
            if (unknown.isPresent() || change == null) {
                return new Remedied.Refused(unknown.orElse("There is no remedy '" + remedy + "'."));
            }
            switch (change.on(latest, number(remedy), exam)) {
                case Remedied.Refused refused -> {
                    return refused;
                }
                case Remedied.Changed(var changed, double factor) -> {
                    latest = changed;
                    rateFactor *= factor;
                }
            }
        }
        return new Remedied.Changed(latest, rateFactor);
    }

    private static String name(String remedy) {
        int equals = remedy.indexOf('=');
        return equals < 0 ? remedy : remedy.substring(0, equals);
    }

    private static double number(String remedy) {
        int equals = remedy.indexOf('=');
        if (equals < 0) {
            return name(remedy).equals(RATE) ? RATE_FACTOR : CLIP_NORM;
        }
        try {
            return Double.parseDouble(remedy.substring(equals + 1));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Batch statistics in front of the first weights; in scoring those of the training part. */
    private static Remedied standardised(Recipe recipe) {
        NetworkSpecification network = recipe.network();
        List<Layer> before = network.preprocessing();
        if (!before.isEmpty() && before.getLast() instanceof Layer.BatchNorm) {
            return refused(recipe, "standardise-inputs", "its inputs are standardised already");
        }
        List<Layer> layers = new ArrayList<>(before);
        layers.add(new Layer.BatchNorm());
        layers.addAll(network.layers().subList(before.size(), network.layers().size()));
        return changed(recipe.through(network.with(layers, network.head())));
    }

    private static Remedied normalised(Recipe recipe) {
        NetworkSpecification network = recipe.network();
        List<Layer> layers = normalised(network.layers());
        return layers.equals(network.layers())
                ? refused(recipe, "add-batch-normalisation", "no convolution is without it")
                : changed(recipe.through(network.with(layers, network.head())));
    }

    private static List<Layer> normalised(List<Layer> layers) {
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean followed = i + 1 < layers.size() && layers.get(i + 1) instanceof Layer.BatchNorm;
            if (layer instanceof Layer.Convolution conv && !followed) {
                all.add(new Layer.Convolution(conv.filters(), conv.kernel(), conv.stride(), conv.padding(), false));
                all.add(new Layer.BatchNorm());
            } else if (layer instanceof Layer.Residual(var body, var shortcut)) {
                all.add(new Layer.Residual(normalised(body), normalised(shortcut)));
            } else if (layer instanceof ViewSet(var angles, var encoder)) {
                all.add(new ViewSet(angles, normalised(encoder)));
            } else {
                all.add(layer);
            }
        }
        return all;
    }

    private static Remedied weighted(Recipe recipe) {
        if (recipe.classesWeighted()) {
            return refused(recipe, "class-weights", "rare classes weigh more already");
        }
        return switch (recipe.network().head()) {
            case Head.TwoLogits _, Head.ClassLogits _, Head.RawClassScores _ -> changed(recipe.weighingClasses());
            case Head.OneLogit _, Head.LogVolume _, Head.RawQuantity _, Head.Measurements _ ->
                refused(recipe, "class-weights", "its loss has no class to weigh; of two classes 'prior-bias' helps");
        };
    }

    private static Remedied onLogits(Recipe recipe) {
        NetworkSpecification network = recipe.network();
        return network.head() instanceof Head.RawClassScores(int classes)
                ? changed(recipe.through(network.with(network.layers(), new Head.ClassLogits(classes))))
                : refused(recipe, "use-logits-loss", "its loss is fed as it should be");
    }

    private static Remedied asLogarithm(Recipe recipe, String remedy) {
        NetworkSpecification network = recipe.network();
        return network.head() instanceof Head.RawQuantity
                ? changed(recipe.through(network.with(network.layers(), new Head.LogVolume())))
                : refused(recipe, remedy, "it does not fit a quantity as such");
    }

    private static Remedied varied(Recipe recipe, ExamDescriptor exam) {
        return recipe.augmentation().equals(exam.training().augmentation())
                ? refused(recipe, "augment-at-run-time", "its examples are varied as the exam says already")
                : changed(recipe.varied(exam.training().augmentation()));
    }

    private static Remedied changed(Recipe recipe) {
        return new Remedied.Changed(recipe, 1);
    }

    private static Remedied refused(Recipe recipe, String remedy, String why) {
        return new Remedied.Refused(
                "The recipe '" + recipe.network().name() + "' cannot take the remedy '" + remedy + "': " + why + ".");
    }
}
