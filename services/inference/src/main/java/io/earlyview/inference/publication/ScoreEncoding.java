package io.earlyview.inference.publication;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.v1.CannotScore;
import io.earlyview.v1.CannotScoreCause;
import io.earlyview.v1.ClassProbabilities;
import io.earlyview.v1.Completeness;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Probability;
import io.earlyview.v1.Quantity;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import io.earlyview.v1.Stopping;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Scores and refusals as messages of the contract. */
final class ScoreEncoding {
    private static final int LARGEST_ORIGINAL = 2 << 20;
    private static final int LONGEST_KEY = 1024;

    private ScoreEncoding() {}

    static Score score(ScoreRevision revision, Instant publishedAt) {
        Due due = revision.due();
        Score.Builder score = Score.newBuilder()
                .setScoreId(revision.scoreId())
                .setAcquisitionId(due.acquisition().acquisitionId())
                .setExam(due.acquisition().exam())
                .setRevision(due.revision())
                .setState(state(revision.stage()))
                .setStamps(stamps(revision, publishedAt))
                .setSimulated(due.acquisition().simulated())
                .setCompleteness(Completeness.newBuilder()
                        .setFramesExpected(due.completeness().expected())
                        .setFramesMissing(due.completeness().missing())
                        .setDegraded(due.completeness().degraded()));
        due.frames()
                .forEach(frame -> score.addFramesUsed(FrameUsed.newBuilder()
                        .setIndex(frame.index())
                        .setAngleDegrees(frame.angleDegrees())
                        .setPixelsSha256(ByteString.copyFrom(frame.pixelsSha256()))));
        revision.release()
                .ifPresent(release -> score.setRelease(ReleaseUsed.newBuilder()
                        .setReleaseId(release.releaseId())
                        .setArtifactSha256(release.artifactSha256())
                        .setHeadSha256(release.headSha256())
                        .setDevice(release.device())));
        revision.stopping()
                .ifPresent(limit -> score.setStopping(
                        Stopping.newBuilder().setLimit(limit.probability()).setRiskAtMost(limit.riskAtMost())));
        output(revision, score);
        return score.build();
    }

    private static void output(ScoreRevision revision, Score.Builder score) {
        switch (revision.prediction()) {
            case Prediction.Probability probability ->
                score.setProbability(Probability.newBuilder()
                        .setPositiveClass(release(revision).classNames().getLast())
                        .setValue(probability.value()));
            case Prediction.ClassProbabilities classes ->
                score.setClasses(ClassProbabilities.newBuilder()
                        .addAllClassNames(release(revision).classNames())
                        .addAllValues(classes.values()));
            case Prediction.Quantity quantity ->
                score.setQuantity(Quantity.newBuilder()
                        .setValue(quantity.value())
                        .setLow(quantity.low())
                        .setHigh(quantity.high())
                        .setUnit(release(revision).unit()));
            case Prediction.None none ->
                score.setCannotScore(CannotScore.newBuilder()
                        .setCause(cause(none.because().cause()))
                        .setExplanation(none.because().explanation()));
        }
    }

    private static ReleaseReference release(ScoreRevision revision) {
        return revision.release().orElseThrow();
    }

    private static ScoreState state(ScoreStage stage) {
        return switch (stage) {
            case PROVISIONAL -> ScoreState.SCORE_STATE_PROVISIONAL;
            case STOP_NORMAL -> ScoreState.SCORE_STATE_STOP_NORMAL;
            case STOP_ABNORMAL -> ScoreState.SCORE_STATE_STOP_ABNORMAL;
            case FINAL -> ScoreState.SCORE_STATE_FINAL;
            case CANNOT_SCORE -> ScoreState.SCORE_STATE_CANNOT_SCORE;
        };
    }

    private static CannotScoreCause cause(Unscorable.Cause cause) {
        return switch (cause) {
            case FRAMES_MISSING -> CannotScoreCause.CANNOT_SCORE_CAUSE_FRAMES_MISSING;
            case NO_RELEASE -> CannotScoreCause.CANNOT_SCORE_CAUSE_NO_RELEASE;
            case NOT_FINITE -> CannotScoreCause.CANNOT_SCORE_CAUSE_NOT_FINITE;
        };
    }

    /** A revision that no frame made due has no frame's stamps: what passed since is no latency. */
    private static LatencyStamps stamps(ScoreRevision revision, Instant publishedAt) {
        LatencyStamps.Builder stamps = LatencyStamps.newBuilder()
                .setAssembledAt(timestamp(revision.due().at()))
                .setComputeStartedAt(timestamp(revision.computeStartedAt()))
                .setScoredAt(timestamp(revision.scoredAt()))
                .setPublishedAt(timestamp(publishedAt));
        revision.due().trigger().ifPresent(frame -> stamps.setAcquiredAt(timestamp(frame.acquiredAt()))
                .setIngestedAt(timestamp(frame.ingestedAt()))
                .setReceivedAt(timestamp(frame.receivedAt())));
        return stamps.build();
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
