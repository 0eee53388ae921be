package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether examples can be fitted at all: asked before any time is spent. */
final class ExampleChecks {
    /** Fewer than this of a class leave too few for each of the three parts. */
    static final int CLASS_MIN = 12;

    private static final int TRAINED_CLASS_MIN = 4;

    private ExampleChecks() {}

    /** Why not, with the limit and the value; nothing where they can. */
    static Optional<String> refusal(List<LabelledExample> examples, FittingPlan plan) {
        int limit = Math.max(plan.exam().training().minimumExamples(), 2 * CLASS_MIN);
        if (examples.size() < limit) {
            return Optional.of(
                    "There are too few labelled examples: " + examples.size() + ", the limit is " + limit + ".");
        }
        return rareClass(examples, plan.exam().target())
                .or(() -> folds(examples, plan))
                .or(() -> examples.stream()
                        .flatMap(example -> refusal(example, examples.getFirst(), plan).stream())
                        .findFirst());
    }

    private static Optional<String> folds(List<LabelledExample> examples, FittingPlan plan) {
        long patients = plan.folds() == 0
                ? 0
                : Prepared.outer(examples, plan).first().stream()
                        .map(LabelledExample::splitKey)
                        .distinct()
                        .count();
        return plan.folds() <= patients
                ? Optional.empty()
                : Optional.of("There are too many folds: " + plan.folds() + ", and no patient may be in two of them, so"
                        + " that the limit is the number of patients that are not held out, " + patients + ".");
    }

    /** Whether both sides of the split have what they need; locked patients are as they are, and few of them may be one-sided. */
    static Optional<String> refusal(Split split, FittingPlan plan) {
        if (split.first().isEmpty() || split.second().isEmpty()) {
            return Optional.of("The split leaves " + split.first().size() + " examples for training and "
                    + split.second().size() + " held out; each needs at least 1. More patients are needed.");
        }
        int classes = plan.exam().target().classes().size();
        if (classes == 0) {
            return Optional.empty();
        }
        int[] sorted =
                Arrays.stream(Classes.counts(split.first(), classes)).sorted().toArray();
        return sorted[classes - 2] >= TRAINED_CLASS_MIN
                ? Optional.empty()
                : Optional.of(
                        "The split leaves " + sorted[classes - 2] + " examples of the rarer class for training, the"
                                + " limit is " + TRAINED_CLASS_MIN + ". More patients are needed.");
    }

    /** Of two classes either must be there often; of several the two most common, a third may be rare. */
    private static Optional<String> rareClass(List<LabelledExample> examples, Target target) {
        if (target.classes().isEmpty()) {
            return Optional.empty();
        }
        int[] counts = Classes.counts(examples, target.classes().size());
        int[] sorted = Arrays.stream(counts).sorted().toArray();
        int second = sorted[sorted.length - 2];
        if (second < CLASS_MIN) {
            return Optional.of("There are too few examples of the rarer class: " + second + " of " + examples.size()
                    + ", the limit is " + CLASS_MIN + ".");
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(LabelledExample example, LabelledExample first, FittingPlan plan) {
        String which = "Example " + example.acquisitionId();
        if (!Arrays.equals(example.shape(), first.shape())) {
            return Optional.of(which + " has the shape " + Arrays.toString(example.shape()) + ", the first has "
                    + Arrays.toString(first.shape()) + ".");
        }
        int views = plan.exam().neededViews().size();
        if (views > 0 && example.shape()[0] != views) {
            return Optional.of(which + " has " + example.shape()[0] + " views, the exam names " + views + ".");
        }
        if (plan.exam().frames().spacingNeeded() && example.spacingMillimetres().length == 0) {
            return Optional.of(which + " does not say its spacing, which the exam asks for.");
        }
        return switch (plan.exam().frames().pixelsAre()) {
            case COUNTS -> counts(example).map(fault -> which + fault);
            case INTENSITY -> intensities(example).map(fault -> which + fault);
        };
    }

    private static Optional<String> counts(LabelledExample example) {
        double sum = 0;
        for (float value : example.tensor()) {
            if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
                return Optional.of(" holds the value " + value + "; counts are finite and not below 0.");
            }
            sum += value;
        }
        return sum > 0 ? Optional.empty() : Optional.of(" is empty: all counts are 0.");
    }

    private static Optional<String> intensities(LabelledExample example) {
        for (float value : example.tensor()) {
            if (!Float.isFinite(value)) {
                return Optional.of(" holds the value " + value + "; grey values are finite.");
            }
        }
        return example.blank()
                ? Optional.of(" is empty: all grey values are " + example.tensor()[0] + ".")
                : Optional.empty();
    }
}
