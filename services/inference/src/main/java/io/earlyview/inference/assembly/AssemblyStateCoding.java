package io.earlyview.inference.assembly;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.v1.AssemblyState;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.time.Instant;

/** Parts of an open acquisition as values of topic {@code assembly}, and back. */
final class AssemblyStateCoding {
    private AssemblyStateCoding() {}

    /** What is known of an acquisition but the frames that wait. */
    static byte[] encode(OpenAcquisition acquisition) {
        return AssemblyState.newBuilder()
                .setAcquisitionId(acquisition.acquisitionId())
                .setExam(acquisition.exam())
                .setReleaseId(acquisition.releaseId())
                .addAllPublishedScoreIds(acquisition.publishedScoreIds())
                .setChangedAt(timestamp(acquisition.changedAt()))
                .build()
                .toByteArray();
    }

    /** One frame that waits. */
    static byte[] encodeWaiting(ReceivedFrame frame) {
        return AssemblyState.newBuilder()
                .setAcquisitionId(frame.acquisitionId())
                .setExam(frame.exam())
                .addPending(encode(frame))
                .setChangedAt(timestamp(frame.receivedAt()))
                .build()
                .toByteArray();
    }

    /** Reads either; only this service writes the topic, so a value that cannot be read is a broken invariant. */
    static OpenAcquisition decode(byte[] value) {
        try {
            AssemblyState state = AssemblyState.parseFrom(value);
            Instant changedAt = instant(state.getChangedAt());
            return new OpenAcquisition(
                    state.getAcquisitionId(),
                    state.getExam(),
                    state.getReleaseId(),
                    state.getPendingList().stream()
                            .map(frame -> decode(frame, changedAt))
                            .toList(),
                    state.getPublishedScoreIdsList(),
                    changedAt);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a record of topic assembly is no earlyview.v1.AssemblyState", e);
        }
    }

    private static Frame encode(ReceivedFrame frame) {
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
                .setPixels(ByteString.copyFrom(frame.pixels()))
                .setPixelsSha256(ByteString.copyFrom(frame.pixelsSha256()))
                .setSimulated(frame.simulated())
                .setAcquiredAt(timestamp(frame.acquiredAt()))
                .setIngestedAt(timestamp(frame.ingestedAt()))
                .build();
    }

    private static ReceivedFrame decode(Frame frame, Instant receivedAt) {
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

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
