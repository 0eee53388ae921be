package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The class that is decided for: of two by the threshold that holds now, of several the most probable. */
final class Decision {
    private Decision() {}

    /**
     * None without a probability, and none where the score speaks of another class than the exam's positive one.
     *
     * @param output what the model said, as JSON
     */
    static @Nullable String at(
            Optional<OperatingPoint> point,
            @Nullable Double probability,
            @Nullable String positiveClass,
            @Nullable String output) {
        return probability == null
                ? mostProbable(output)
                : point.filter(exam -> exam.positiveClass().equals(positiveClass))
                        .map(exam -> exam.decide(probability))
                        .orElse(null);
    }

    private static @Nullable String mostProbable(@Nullable String output) {
        if (output == null) {
            return null;
        }
        JsonObject said = new JsonObject(output);
        if (!"classes".equals(said.getString("kind"))) {
            return null;
        }
        JsonArray values = said.getJsonArray("values");
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            best = values.getDouble(i) > values.getDouble(best) ? i : best;
        }
        return said.getJsonArray("classNames").getString(best);
    }
}
