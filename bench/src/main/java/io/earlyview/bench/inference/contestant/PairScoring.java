package io.earlyview.bench.inference.contestant;

import ai.onnxruntime.OrtException;
import com.google.protobuf.Timestamp;
import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.bench.inference.network.PairSession;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Probability;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.time.Instant;

/**
 * Two frames in, one record of topic {@code scores} out, with all fields that the service fills. The digests are those that the
 * frames state: unlike the service no peer looks whether they are right, or whether the pixels are possible.
 */
final class PairScoring implements AutoCloseable {
    private static final double FRONT = 90;

    private final PairSession session;
    private final ReleaseUsed release;

    PairScoring(byte[] onnx) throws OrtException {
        session = new PairSession(onnx);
        release = ReleaseUsed.newBuilder()
                .setReleaseId("datscan-20260101-00000000")
                .setArtifactSha256(PairNetwork.sha256(onnx))
                .setDevice("cpu")
                .build();
    }

    /**
     * The score of two opposite views, given in any order.
     *
     * @param receivedAt when the last of them was taken from the broker
     */
    byte[] score(Frame waited, Frame last, Instant receivedAt) throws OrtException {
        boolean turned = waited.getView().getAngleDegrees() >= FRONT;
        Frame anterior = turned ? last : waited;
        Frame posterior = turned ? waited : last;
        Instant assembledAt = Instant.now();
        session.put(0, anterior.getPixels().asReadOnlyByteBuffer());
        session.put(1, posterior.getPixels().asReadOnlyByteBuffer());
        Instant computeStartedAt = Instant.now();
        float probability = session.run();
        Instant scoredAt = Instant.now();
        return Score.newBuilder()
                .setScoreId(last.getAcquisitionId())
                .setAcquisitionId(last.getAcquisitionId())
                .setExam(last.getExam())
                .setRevision(1)
                .setState(ScoreState.SCORE_STATE_FINAL)
                .setProbability(
                        Probability.newBuilder().setPositiveClass("abnormal").setValue(probability))
                .addFramesUsed(used(anterior))
                .addFramesUsed(used(posterior))
                .setRelease(release)
                .setSimulated(anterior.getSimulated() || posterior.getSimulated())
                .setStamps(LatencyStamps.newBuilder()
                        .setAcquiredAt(last.getAcquiredAt())
                        .setIngestedAt(last.getIngestedAt())
                        .setReceivedAt(timestamp(receivedAt))
                        .setAssembledAt(timestamp(assembledAt))
                        .setComputeStartedAt(timestamp(computeStartedAt))
                        .setScoredAt(timestamp(scoredAt))
                        .setPublishedAt(timestamp(Instant.now())))
                .build()
                .toByteArray();
    }

    private static FrameUsed used(Frame frame) {
        return FrameUsed.newBuilder()
                .setIndex(frame.getIndex())
                .setAngleDegrees(frame.getView().getAngleDegrees())
                .setPixelsSha256(frame.getPixelsSha256())
                .build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
