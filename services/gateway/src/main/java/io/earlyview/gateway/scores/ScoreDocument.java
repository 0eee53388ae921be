package io.earlyview.gateway.scores;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the results service's JSON of one acquisition; members that are not needed here are ignored. */
final class ScoreDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScoreDocument() {}

    static ScoreAnswer read(String body) {
        JsonNode document;
        try {
            document = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new ScoreAnswer.Unavailable("its answer is not JSON");
        }
        String state = text(document, "scoreState");
        JsonNode probability = document.path("probability");
        if (probability.isNumber()) {
            double value = probability.doubleValue();
            return value >= 0 && value <= 1
                    ? new ScoreAnswer.Scored(
                            state,
                            value,
                            text(document, "positiveClass"),
                            text(document, "decision"),
                            text(document, "releaseId"))
                    : new ScoreAnswer.Unavailable("its probability " + value + " is not in [0, 1]");
        }
        Optional<String> said = said(document.path("output"));
        if (said.isPresent()) {
            return new ScoreAnswer.Answered(state, said.get(), text(document, "decision"), text(document, "releaseId"));
        }
        if (state.equals("CANNOT_SCORE")) {
            JsonNode why = document.path("cannotScore");
            return new ScoreAnswer.CannotScore(text(why, "cause"), text(why, "explanation"));
        }
        return document.isObject() ? new ScoreAnswer.NotYet() : new ScoreAnswer.Unavailable("its answer is no object");
    }

    static boolean isEmptyList(String body) {
        try {
            JsonNode document = JSON.readTree(body);
            return document.isArray() && document.isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Optional<String> said(JsonNode output) {
        return switch (text(output, "kind")) {
            case "classes" -> {
                List<String> shares = new ArrayList<>();
                for (int i = 0; i < output.path("values").size(); i++) {
                    shares.add(String.format(
                            Locale.ROOT,
                            "%s %.3f",
                            output.path("classNames").path(i).asText(),
                            output.path("values").path(i).asDouble()));
                }
                yield Optional.of(String.join(", ", shares));
            }
            case "quantity" ->
                Optional.of(String.format(
                        Locale.ROOT,
                        "%.1f %s (%.1f to %.1f)",
                        output.path("value").asDouble(),
                        text(output, "unit"),
                        output.path("low").asDouble(),
                        output.path("high").asDouble()));
            default -> Optional.empty();
        };
    }

    private static String text(JsonNode document, String member) {
        JsonNode value = document.path(member);
        return value.isTextual() ? value.textValue() : "";
    }
}
