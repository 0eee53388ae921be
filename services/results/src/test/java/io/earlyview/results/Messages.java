package io.earlyview.results;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.v1.AbortReason;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Completeness;
import io.earlyview.v1.Evaluation;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.Probability;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import io.earlyview.v1.Stopping;
import io.earlyview.v1.ViewGeometry;
import java.time.Instant;
import java.util.UUID;

/** Messages as the other services send them; all of them simulated. */
public final class Messages {
    public static final String RELEASE = "datscan-20261122-1f3a9c00";
    private static final ByteString DIGEST = ByteString.copyFrom(new byte[32]);

    private Messages() {}

    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public static AcquisitionEvent started(String id) {
        return started(id, Instant.now());
    }

    public static AcquisitionEvent started(String id, Instant at) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(id)
                .setStarted(AcquisitionStarted.newBuilder()
                        .setExam("datscan")
                        .setExpectedFrames(120)
                        .setPatientPseudonym(newId())
                        .setScannerPseudonym(newId())
                        .setSimulated(true)
                        .setStartedAt(timestamp(at)))
                .build();
    }

    public static AcquisitionEvent completed(String id, int framesSent) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(id)
                .setCompleted(AcquisitionCompleted.newBuilder()
                        .setFramesSent(framesSent)
                        .setCompletedAt(timestamp(Instant.now())))
                .build();
    }

    public static AcquisitionEvent aborted(String id, int framesSent) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(id)
                .setAborted(AcquisitionAborted.newBuilder()
                        .setFramesSent(framesSent)
                        .setReason(AbortReason.ABORT_REASON_PATIENT)
                        .setAbortedAt(timestamp(Instant.now())))
                .build();
    }

    public static Frame frame(String id, int index) {
        return Frame.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setIndex(index)
                .setExpectedFrames(120)
                .setView(ViewGeometry.newBuilder()
                        .setDetector(1)
                        .setEnergyWindow(1)
                        .setAngleDegrees(index * 3.0 % 360))
                .setPixelType(PixelType.PIXEL_TYPE_UINT16)
                .setRows(128)
                .setColumns(128)
                .setPixels(ByteString.copyFrom(new byte[128 * 128 * 2]))
                .setPixelsSha256(DIGEST)
                .setSimulated(true)
                .setAcquiredAt(timestamp(Instant.now()))
                .build();
    }

    public static Score score(String id, int revision, double probability) {
        return score(newId(), id, revision, probability);
    }

    public static Score score(String scoreId, String id, int revision, double probability) {
        Instant now = Instant.now();
        return Score.newBuilder()
                .setScoreId(scoreId)
                .setAcquisitionId(id)
                .setExam("datscan")
                .setRevision(revision)
                .setState(ScoreState.SCORE_STATE_PROVISIONAL)
                .setProbability(
                        Probability.newBuilder().setPositiveClass("abnormal").setValue(probability))
                .addFramesUsed(
                        FrameUsed.newBuilder().setIndex(0).setAngleDegrees(0).setPixelsSha256(DIGEST))
                .addFramesUsed(
                        FrameUsed.newBuilder().setIndex(60).setAngleDegrees(180).setPixelsSha256(DIGEST))
                .setRelease(ReleaseUsed.newBuilder()
                        .setReleaseId(RELEASE)
                        .setArtifactSha256("ab".repeat(32))
                        .setDevice("cpu"))
                .setStamps(LatencyStamps.newBuilder()
                        .setAcquiredAt(timestamp(now.minusMillis(24)))
                        .setIngestedAt(timestamp(now.minusMillis(18)))
                        .setReceivedAt(timestamp(now.minusMillis(9)))
                        .setScoredAt(timestamp(now.minusMillis(4))))
                .setSimulated(true)
                .build();
    }

    /** A revision of a release that takes a set of views, with all that inference says since then. */
    public static Score revision(String id, int revision, int frames, double probability, ScoreState state) {
        Score.Builder score = score(id, revision, probability).toBuilder()
                .setState(state)
                .clearFramesUsed()
                .setCompleteness(Completeness.newBuilder()
                        .setFramesExpected(120)
                        .setFramesMissing(3)
                        .setDegraded(true));
        for (int view = 0; view < frames; view++) {
            score.addFramesUsed(FrameUsed.newBuilder()
                    .setIndex(view)
                    .setAngleDegrees(3.0 * view)
                    .setPixelsSha256(DIGEST));
        }
        score.getReleaseBuilder().setHeadSha256("cd".repeat(32));
        Instant scored = Instant.ofEpochSecond(
                score.getStamps().getScoredAt().getSeconds(),
                score.getStamps().getScoredAt().getNanos());
        score.getStampsBuilder()
                .setAssembledAt(timestamp(scored.minusMillis(4)))
                .setComputeStartedAt(timestamp(scored.minusMillis(3)))
                .setPublishedAt(timestamp(scored.plusMillis(2)));
        if (state == ScoreState.SCORE_STATE_STOP_NORMAL || state == ScoreState.SCORE_STATE_STOP_ABNORMAL) {
            score.setStopping(Stopping.newBuilder().setLimit(0.12).setRiskAtMost(0.077));
        }
        return score.build();
    }

    public static Label label(String id, String className, boolean authorSawScore) {
        return Label.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setClassName(className)
                .setSource(LabelSource.LABEL_SOURCE_SIMULATOR)
                .setAuthorSawScore(authorSawScore)
                .setLabelledAt(timestamp(Instant.now()))
                .build();
    }

    public static ReleaseManifest release(String releaseId) {
        return ReleaseManifest.newBuilder()
                .setReleaseId(releaseId)
                .setExam("datscan")
                .setStage(ReleaseStage.RELEASE_STAGE_CHAMPION)
                .setKind(ReleaseKind.RELEASE_KIND_STACK)
                .setArtifactSha256("ab".repeat(32))
                .setPositiveClass("abnormal")
                .setEvaluation(
                        Evaluation.newBuilder().setAuroc(0.86).setAurocLow(0.81).setAurocHigh(0.90))
                .setReleasedAt(timestamp(Instant.now()))
                .build();
    }

    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
