package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The class that is decided for at the threshold that holds now. */
final class Decision {
    private Decision() {}

    /** None without a probability, and none where the score speaks of another class than the exam's positive one. */
    static @Nullable String at(
            Optional<OperatingPoint> point, @Nullable Double probability, @Nullable String positiveClass) {
        return probability == null
                ? null
                : point.filter(exam -> exam.positiveClass().equals(positiveClass))
                        .map(exam -> exam.decide(probability))
                        .orElse(null);
    }
}
