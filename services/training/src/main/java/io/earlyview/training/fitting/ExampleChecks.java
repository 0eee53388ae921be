package io.earlyview.training.fitting;

import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether examples can be fitted at all: asked before any time is spent. */
final class ExampleChecks {
    /** Fewer than this of a class leave too few for each of the three parts. */
    static final int CLASS_MIN = 12;

    private ExampleChecks() {}

    /** Why not, with the limit and the value; nothing where they can. */
    static Optional<String> refusal(List<LabelledExample> examples, FittingPlan plan) {
        int limit = Math.max(plan.minimumExamples(), 2 * CLASS_MIN);
        if (examples.size() < limit) {
            return Optional.of(
                    "There are too few labelled examples: " + examples.size() + ", the limit is " + limit + ".");
        }
        long positives = examples.stream().filter(LabelledExample::positive).count();
        long rarer = Math.min(positives, examples.size() - positives);
        if (rarer < CLASS_MIN) {
            return Optional.of("There are too few examples of the rarer class: " + rarer + " of " + examples.size()
                    + ", the limit is " + CLASS_MIN + ".");
        }
        return examples.stream()
                .flatMap(example -> refusal(example, examples.getFirst(), plan).stream())
                .findFirst();
    }

    private static Optional<String> refusal(LabelledExample example, LabelledExample first, FittingPlan plan) {
        String which = "Example " + example.acquisitionId();
        if (!Arrays.equals(example.shape(), first.shape())) {
            return Optional.of(which + " has the shape " + Arrays.toString(example.shape()) + ", the first has "
                    + Arrays.toString(first.shape()) + ".");
        }
        int views = plan.viewAnglesDegrees().size();
        if (example.shape()[0] != views) {
            return Optional.of(which + " has " + example.shape()[0] + " views, the plan names " + views + ".");
        }
        double sum = 0;
        for (float value : example.tensor()) {
            if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
                return Optional.of(which + " holds the value " + value + "; counts are finite and not below 0.");
            }
            sum += value;
        }
        return sum > 0 ? Optional.empty() : Optional.of(which + " is empty: all counts are 0.");
    }
}
