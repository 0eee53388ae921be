package io.earlyview.inference.publication;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ScoredFrames;
import io.earlyview.v1.CannotScore;
import io.earlyview.v1.CannotScoreCause;
import io.earlyview.v1.ClassProbabilities;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Probability;
import io.earlyview.v1.Quantity;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Scores and refusals as messages of the contract. */
final class ScoreEncoding {
    private static final int LARGEST_ORIGINAL = 2 << 20;
    private static final int LONGEST_KEY = 1024;

    private ScoreEncoding() {}

    static Score score(ScoredFrames scored) {
        ReceivedFrame last = scored.lastFrame();
        Score.Builder score = Score.newBuilder()
                .setScoreId(scored.scoreId())
                .setAcquisitionId(scored.acquisition().acquisitionId())
                .setExam(scored.acquisition().exam())
                .setRevision(scored.revision())
                .setRelease(ReleaseUsed.newBuilder()
                        .setReleaseId(scored.release().releaseId())
                        .setArtifactSha256(scored.release().artifactSha256())
                        .setDevice(scored.release().device()))
                .setStamps(LatencyStamps.newBuilder()
                        .setAcquiredAt(timestamp(last.acquiredAt()))
                        .setIngestedAt(timestamp(last.ingestedAt()))
                        .setReceivedAt(timestamp(last.receivedAt()))
                        .setScoredAt(timestamp(scored.scoredAt())))
                .setSimulated(scored.frames().stream().anyMatch(ReceivedFrame::simulated));
        scored.frames()
                .forEach(frame -> score.addFramesUsed(FrameUsed.newBuilder()
                        .setIndex(frame.index())
                        .setAngleDegrees(frame.angleDegrees())
                        .setPixelsSha256(ByteString.copyFrom(frame.pixelsSha256()))));
        return switch (scored.prediction()) {
            // A `stack` release has had all the frames it takes: nothing will revise this.
            case Prediction.Probability probability ->
                score.setState(ScoreState.SCORE_STATE_FINAL)
                        .setProbability(Probability.newBuilder()
                                .setPositiveClass(scored.release().classNames().getLast())
                                .setValue(probability.value()))
                        .build();
            case Prediction.ClassProbabilities classes ->
                score.setState(ScoreState.SCORE_STATE_FINAL)
                        .setClasses(ClassProbabilities.newBuilder()
                                .addAllClassNames(scored.release().classNames())
                                .addAllValues(classes.values()))
                        .build();
            case Prediction.Quantity quantity ->
                score.setState(ScoreState.SCORE_STATE_FINAL)
                        .setQuantity(Quantity.newBuilder()
                                .setValue(quantity.value())
                                .setLow(quantity.low())
                                .setHigh(quantity.high())
                                .setUnit(scored.release().unit()))
                        .build();
            case Prediction.NotFinite notFinite ->
                score.setState(ScoreState.SCORE_STATE_CANNOT_SCORE)
                        .setCannotScore(CannotScore.newBuilder()
                                .setCause(CannotScoreCause.CANNOT_SCORE_CAUSE_NOT_FINITE)
                                .setExplanation(notFinite.explanation()))
                        .build();
        };
    }

    /** The source's key; none where it is too long to be one of ours. */
    static byte @Nullable [] deadLetterKey(RefusedRecord refused) {
        byte[] key = refused.key();
        return key != null && key.length <= LONGEST_KEY ? key : null;
    }

    /**
     * The original bytes, unchanged. Compression can bring a record of any size past the topic's limit; of one that could not be
     * written again the first part is kept, since a letter that cannot be sent would stop the stream for ever.
     */
    static DeadLetter deadLetter(RefusedRecord refused, Instant now) {
        byte[] original = refused.original();
        boolean whole = original.length <= LARGEST_ORIGINAL;
        return DeadLetter.newBuilder()
                .setTopic(refused.topic())
                .setPartition(refused.partition())
                .setOffset(refused.offset())
                .setService("inference")
                .setCause(refused.cause())
                .setExplanation(
                        whole
                                ? refused.explanation()
                                : "%s; of %d bytes the first %d are kept"
                                        .formatted(refused.explanation(), original.length, LARGEST_ORIGINAL))
                .setOriginal(ByteString.copyFrom(original, 0, Math.min(original.length, LARGEST_ORIGINAL)))
                .setRefusedAt(timestamp(now))
                .build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
