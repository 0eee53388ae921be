package io.earlyview.results.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.results.domain.ScoreOutput;
import io.earlyview.results.domain.ScoreRevision;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Completeness;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes the topic {@code scores}. */
@ApplicationScoped
class ScoreIntake {
    private final BatchIntake batches;
    private final RecordSink<ScoreRevision> sink;

    ScoreIntake(BatchIntake batches, RecordSink<ScoreRevision> sink) {
        this.batches = batches;
        this.sink = sink;
    }

    @Incoming("scores")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        return batches.take(Topics.SCORES, records, ScoreIntake::read, sink);
    }

    static ScoreRevision read(String key, byte @Nullable [] value) throws InvalidProtocolBufferException {
        byte[] bytes = RecordReader.require(value);
        Score score = Score.parseFrom(bytes);
        if (score.getState() == ScoreState.SCORE_STATE_UNSPECIFIED || score.getState() == ScoreState.UNRECOGNIZED) {
            throw new IllegalArgumentException("score state " + score.getStateValue() + " is unknown");
        }
        return new ScoreRevision(
                score.getScoreId(),
                score.getAcquisitionId(),
                score.getExam(),
                score.getRevision(),
                MessageFields.name(score.getState(), "SCORE_STATE_"),
                output(score),
                framesUsed(score),
                new ScoreRevision.Release(
                        score.getRelease().getReleaseId(),
                        score.getRelease().getArtifactSha256(),
                        Optional.of(score.getRelease().getHeadSha256()).filter(sha256 -> !sha256.isEmpty()),
                        score.getRelease().getDevice()),
                stamps(score.getStamps()),
                score.getSimulated(),
                completeness(score),
                stopping(score),
                bytes);
    }

    private static ScoreOutput output(Score score) {
        return switch (score.getOutputCase()) {
            case PROBABILITY ->
                new ScoreOutput.Probability(
                        score.getProbability().getPositiveClass(),
                        score.getProbability().getValue());
            case CLASSES ->
                new ScoreOutput.ClassProbabilities(
                        List.copyOf(score.getClasses().getClassNamesList()),
                        score.getClasses().getValuesList());
            case QUANTITY ->
                new ScoreOutput.Quantity(
                        score.getQuantity().getValue(),
                        score.getQuantity().getLow(),
                        score.getQuantity().getHigh(),
                        score.getQuantity().getUnit());
            case CANNOT_SCORE ->
                new ScoreOutput.CannotScore(
                        MessageFields.name(score.getCannotScore().getCause(), "CANNOT_SCORE_CAUSE_"),
                        score.getCannotScore().getExplanation());
            case OUTPUT_NOT_SET -> throw new IllegalArgumentException("the score has no output");
        };
    }

    private static Optional<ScoreRevision.Completeness> completeness(Score score) {
        Completeness said = score.getCompleteness();
        return score.hasCompleteness()
                ? Optional.of(new ScoreRevision.Completeness(
                        said.getFramesExpected(), said.getFramesMissing(), said.getDegraded()))
                : Optional.empty();
    }

    private static Optional<ScoreRevision.Stopping> stopping(Score score) {
        return score.hasStopping()
                ? Optional.of(new ScoreRevision.Stopping(
                        score.getStopping().getLimit(), score.getStopping().getRiskAtMost()))
                : Optional.empty();
    }

    private static List<ScoreRevision.FrameUsed> framesUsed(Score score) {
        return score.getFramesUsedList().stream()
                .map(frame -> new ScoreRevision.FrameUsed(
                        frame.getIndex(),
                        frame.getAngleDegrees(),
                        HexFormat.of().formatHex(frame.getPixelsSha256().toByteArray())))
                .toList();
    }

    private static ScoreRevision.Stamps stamps(LatencyStamps stamps) {
        return new ScoreRevision.Stamps(
                MessageFields.instant(stamps.hasAcquiredAt(), stamps.getAcquiredAt()),
                MessageFields.instant(stamps.hasIngestedAt(), stamps.getIngestedAt()),
                MessageFields.instant(stamps.hasReceivedAt(), stamps.getReceivedAt()),
                MessageFields.instant(stamps.hasAssembledAt(), stamps.getAssembledAt()),
                MessageFields.instant(stamps.hasComputeStartedAt(), stamps.getComputeStartedAt()),
                MessageFields.instant(stamps.hasScoredAt(), stamps.getScoredAt()),
                MessageFields.instant(stamps.hasPublishedAt(), stamps.getPublishedAt()));
    }
}
