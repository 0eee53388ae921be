package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that a fitting works with, before a network is drawn.
 *
 * @param outer all but the held-out examples, and those
 * @param inner the examples that move the weights, and the inner validation examples
 * @param classWeights what an example of each class weighs in the loss; empty where all weigh the same
 */
@SuppressWarnings("ArrayRecordComponent")
record Prepared(FittingPlan plan, Recipe recipe, Split outer, Split inner, Targets targets, float[] classWeights) {
    static final double VALIDATION_SHARE = 1.0 / 6;

    static Prepared of(List<LabelledExample> examples, FittingPlan plan, Recipe recipe) {
        return of(outer(examples, plan), plan, recipe);
    }

    /** With these examples held out, whatever the plan's share. */
    static Prepared of(Split outer, FittingPlan plan, Recipe recipe) {
        Target target = plan.exam().target();
        Split inner = Split.of(outer.first(), target, VALIDATION_SHARE, plan.seed() + 1);
        float[] classWeights = recipe.classesWeighted()
                ? Classes.weights(inner.first(), target.classes().size())
                : new float[0];
        return new Prepared(
                plan, recipe, outer, inner, Targets.of(recipe.network().head(), inner.first()), classWeights);
    }

    static Split outer(List<LabelledExample> examples, FittingPlan plan) {
        return plan.locked()
                .map(locked -> Split.locked(examples, locked))
                .orElseGet(() -> Split.of(examples, plan.exam().target(), plan.heldOutShare(), plan.seed()));
    }

    List<LabelledExample> train() {
        return inner.first();
    }

    List<LabelledExample> validation() {
        return inner.second();
    }

    List<LabelledExample> heldOut() {
        return outer.second();
    }

    /** The examples of all parts. */
    List<LabelledExample> everything() {
        return Stream.of(train(), validation(), heldOut()).flatMap(List::stream).toList();
    }

    Target target() {
        return plan.exam().target();
    }

    Head head() {
        return targets.head();
    }

    /** Steps of an epoch. Batches are of nearly equal size: a rest of one example would have no variance to normalise with. */
    int batches() {
        return Math.max(1, Math.round((float) train().size() / plan.batchSize()));
    }

    long steps() {
        return (long) plan.epochs() * batches();
    }

    /** At most so many training examples, evenly from all strata. */
    List<LabelledExample> some(int most) {
        return evenly(train(), most);
    }

    /** At most so many inner validation examples, evenly from all strata. */
    List<LabelledExample> someValidation(int most) {
        return evenly(validation(), most);
    }

    private static List<LabelledExample> evenly(List<LabelledExample> all, int most) {
        int count = Math.min(most, all.size());
        List<LabelledExample> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }

    /** What the network should say of these examples. */
    double[] wanted(List<LabelledExample> examples) {
        return examples.stream().mapToDouble(example -> targets.of(example, 1)).toArray();
    }

    /** What an example of this target counts in the loss. */
    double weight(double wanted) {
        return weighted() ? classWeights[(int) wanted] : 1;
    }

    /** Shares of classes as the loss counts them; they add up to 1. */
    double[] weighted(double[] shares) {
        double[] counted = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i] * weight(i))
                .toArray();
        double all = Arrays.stream(counted).sum();
        return Arrays.stream(counted).map(share -> share / all).toArray();
    }

    private boolean weighted() {
        return classWeights.length > 0 && !(head() instanceof Head.OneLogit);
    }

    /** Mean loss as a step computes it: by the head's formula and the classes' weights. */
    double loss(double[][] outputs, double[] wanted) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += weight(wanted[i]) * ExampleLoss.of(head(), outputs[i], wanted[i]);
            all += weight(wanted[i]);
        }
        return sum / all;
    }
}
