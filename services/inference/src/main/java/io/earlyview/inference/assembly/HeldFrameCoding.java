package io.earlyview.inference.assembly;

import static io.earlyview.inference.assembly.AssemblyStateCoding.instant;
import static io.earlyview.inference.assembly.AssemblyStateCoding.timestamp;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.v1.EncodedFrame;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** Frames that an acquisition holds, as messages of the contract and back. */
final class HeldFrameCoding {
    private HeldFrameCoding() {}

    static Frame encode(ReceivedFrame frame) {
        return Frame.newBuilder()
                .setAcquisitionId(frame.acquisitionId())
                .setExam(frame.exam())
                .setIndex(frame.index())
                .setExpectedFrames(frame.expectedFrames())
                .setView(ViewGeometry.newBuilder()
                        .setDetector(frame.detector())
                        .setEnergyWindow(frame.energyWindow())
                        .setAngleDegrees(frame.angleDegrees())
                        .setPlane(frame.plane())
                        .setPlaneSpacingMm(frame.spacing().planes())
                        .setRowSpacingMm(frame.spacing().rows())
                        .setColumnSpacingMm(frame.spacing().columns()))
                .setPixelType(
                        PixelType.valueOf("PIXEL_TYPE_" + frame.pixelType().name()))
                .setRows(frame.rows())
                .setColumns(frame.columns())
                // Nobody changes the pixels of a frame.
                .setPixels(UnsafeByteOperations.unsafeWrap(frame.pixels()))
                .setPixelsSha256(ByteString.copyFrom(frame.pixelsSha256()))
                .setSimulated(frame.simulated())
                .setAcquiredAt(timestamp(frame.acquiredAt()))
                .setIngestedAt(timestamp(frame.ingestedAt()))
                .build();
    }

    static ReceivedFrame decode(Frame frame, Instant receivedAt) {
        return new ReceivedFrame(
                frame.getAcquisitionId(),
                frame.getExam(),
                frame.getIndex(),
                frame.getExpectedFrames(),
                frame.getView().getDetector(),
                frame.getView().getEnergyWindow(),
                frame.getView().getAngleDegrees(),
                frame.getView().getPlane(),
                new ReceivedFrame.Spacing(
                        frame.getView().getPlaneSpacingMm(),
                        frame.getView().getRowSpacingMm(),
                        frame.getView().getColumnSpacingMm()),
                ReceivedFrame.PixelType.valueOf(frame.getPixelType().name().substring("PIXEL_TYPE_".length())),
                frame.getRows(),
                frame.getColumns(),
                frame.getPixels().toByteArray(),
                frame.getPixelsSha256().toByteArray(),
                frame.getSimulated(),
                instant(frame.getAcquiredAt()),
                instant(frame.getIngestedAt()),
                receivedAt,
                "");
    }

    static EncodedFrame encode(io.earlyview.inference.domain.EncodedFrame frame) {
        ByteBuffer embedding =
                ByteBuffer.allocate(frame.embedding().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        embedding.asFloatBuffer().put(frame.embedding());
        return EncodedFrame.newBuilder()
                .setReleaseId(frame.releaseId())
                .setEmbedding(UnsafeByteOperations.unsafeWrap(embedding))
                .setIndex(frame.index())
                .setExpectedFrames(frame.expectedFrames())
                .setView(ViewGeometry.newBuilder()
                        .setDetector(frame.detector())
                        .setEnergyWindow(frame.energyWindow())
                        .setAngleDegrees(frame.angleDegrees()))
                .setPixelsSha256(ByteString.copyFrom(frame.pixelsSha256()))
                .setSimulated(frame.simulated())
                .setAcquiredAt(timestamp(frame.acquiredAt()))
                .setIngestedAt(timestamp(frame.ingestedAt()))
                .build();
    }

    static io.earlyview.inference.domain.EncodedFrame decode(
            EncodedFrame frame, String acquisitionId, Instant receivedAt) {
        float[] embedding = new float[frame.getEmbedding().size() / Float.BYTES];
        frame.getEmbedding()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(embedding);
        return new io.earlyview.inference.domain.EncodedFrame(
                acquisitionId,
                frame.getReleaseId(),
                frame.getIndex(),
                frame.getExpectedFrames(),
                frame.getView().getDetector(),
                frame.getView().getEnergyWindow(),
                frame.getView().getAngleDegrees(),
                embedding,
                frame.getPixelsSha256().toByteArray(),
                frame.getSimulated(),
                instant(frame.getAcquiredAt()),
                instant(frame.getIngestedAt()),
                receivedAt,
                "");
    }
}
