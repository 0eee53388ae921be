package io.earlyview.results.recording;

import io.earlyview.results.domain.ScoreOutput;
import io.earlyview.results.domain.ScoreRevision;
import io.earlyview.results.domain.ScoreRevision.Completeness;
import io.earlyview.results.domain.ScoreRevision.Stopping;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Score revisions as the columns of the table {@code score}. */
final class ScoreColumns {
    private ScoreColumns() {}

    static Tuple of(List<ScoreRevision> scores) {
        return new Columns()
                .texts(scores, ScoreRevision::scoreId)
                .texts(scores, ScoreRevision::acquisitionId)
                .texts(scores, ScoreRevision::exam)
                .numbers(scores, ScoreRevision::revision)
                .texts(scores, ScoreRevision::state)
                .maybeDoubles(scores, score -> probability(score).map(ScoreOutput.Probability::value))
                .maybeTexts(scores, score -> probability(score).map(ScoreOutput.Probability::positiveClass))
                .texts(scores, score -> output(score.output()).encode())
                .texts(scores, score -> score.release().releaseId())
                .texts(scores, score -> score.release().artifactSha256())
                .texts(scores, score -> score.release().device())
                .texts(scores, score -> framesUsed(score.framesUsed()).encode())
                .truths(scores, ScoreRevision::simulated)
                .maybeInstants(scores, score -> score.stamps().acquiredAt())
                .maybeInstants(scores, score -> score.stamps().ingestedAt())
                .maybeInstants(scores, score -> score.stamps().receivedAt())
                .maybeInstants(scores, score -> score.stamps().scoredAt())
                .bytes(scores, ScoreRevision::original)
                .maybeTexts(scores, score -> score.release().headSha256())
                .maybeNumbers(scores, score -> score.completeness().map(Completeness::framesExpected))
                .maybeNumbers(scores, score -> score.completeness().map(Completeness::framesMissing))
                .maybeTruths(scores, score -> score.completeness().map(Completeness::degraded))
                .maybeDoubles(scores, score -> score.stopping().map(Stopping::limit))
                .maybeDoubles(scores, score -> score.stopping().map(Stopping::riskAtMost))
                .maybeInstants(scores, score -> score.stamps().assembledAt())
                .maybeInstants(scores, score -> score.stamps().computeStartedAt())
                .maybeInstants(scores, score -> score.stamps().publishedAt())
                .tuple();
    }

    private static Optional<ScoreOutput.Probability> probability(ScoreRevision score) {
        return score.output() instanceof ScoreOutput.Probability probability
                ? Optional.of(probability)
                : Optional.empty();
    }

    private static JsonObject output(ScoreOutput output) {
        return switch (output) {
            case ScoreOutput.Probability said ->
                new JsonObject()
                        .put("kind", "probability")
                        .put("positiveClass", said.positiveClass())
                        .put("value", said.value());
            case ScoreOutput.ClassProbabilities said ->
                new JsonObject()
                        .put("kind", "classes")
                        .put("classNames", new JsonArray(said.classNames()))
                        .put("values", new JsonArray(said.values()));
            case ScoreOutput.Quantity said ->
                new JsonObject()
                        .put("kind", "quantity")
                        .put("value", said.value())
                        .put("low", said.low())
                        .put("high", said.high())
                        .put("unit", said.unit());
            case ScoreOutput.CannotScore said ->
                new JsonObject()
                        .put("kind", "cannotScore")
                        .put("cause", said.cause())
                        .put("explanation", said.explanation());
        };
    }

    private static JsonArray framesUsed(List<ScoreRevision.FrameUsed> frames) {
        JsonArray array = new JsonArray();
        frames.forEach(frame -> array.add(new JsonObject()
                .put("index", frame.index())
                .put("angleDegrees", frame.angleDegrees())
                .put("pixelsSha256", frame.pixelsSha256())));
        return array;
    }
}
