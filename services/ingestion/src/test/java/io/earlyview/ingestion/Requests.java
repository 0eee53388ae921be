package io.earlyview.ingestion;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Good requests to start from. */
public final class Requests {
    public static final Timestamp NOW =
            Timestamp.newBuilder().setSeconds(1_790_000_000L).setNanos(5).build();

    private Requests() {}

    /** 32 lower-case hexadecimal digits that belong to a number. */
    public static String id(long number) {
        return HexFormat.of().toHexDigits(0xABCDEF0123456789L) + HexFormat.of().toHexDigits(number);
    }

    /** A DaTscan projection of the acquisition, with Poisson-like counts made from its number and index. */
    public static Frame.Builder frame(String acquisitionId, int index) {
        Random random = new Random(acquisitionId.hashCode() * 31L + index);
        ByteBuffer pixels = ByteBuffer.allocate(128 * 128 * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            pixels.putShort((short) random.nextInt(12));
        }
        return withPixels(
                Frame.newBuilder()
                        .setAcquisitionId(acquisitionId)
                        .setExam("datscan")
                        .setIndex(index)
                        .setExpectedFrames(120)
                        .setView(ViewGeometry.newBuilder()
                                .setDetector(1)
                                .setEnergyWindow(1)
                                .setAngleDegrees(index * 3.0))
                        .setPixelType(PixelType.PIXEL_TYPE_UINT16)
                        .setRows(128)
                        .setColumns(128)
                        .setSimulated(true)
                        .setAcquiredAt(NOW),
                ByteString.copyFrom(pixels.array()));
    }

    /** The same frame with other pixels and the digest that fits them. */
    public static Frame.Builder withPixels(Frame.Builder frame, ByteString pixels) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pixels.toByteArray());
            return frame.setPixels(pixels).setPixelsSha256(ByteString.copyFrom(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static AcquisitionEvent.Builder started(String acquisitionId) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(acquisitionId)
                .setStarted(AcquisitionStarted.newBuilder()
                        .setExam("datscan")
                        .setExpectedFrames(120)
                        .setPatientPseudonym(id(7))
                        .setScannerPseudonym(id(8))
                        .setSimulated(true)
                        .setStartedAt(NOW));
    }

    public static AcquisitionEvent.Builder completed(String acquisitionId) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(acquisitionId)
                .setCompleted(AcquisitionCompleted.newBuilder().setFramesSent(2).setCompletedAt(NOW));
    }

    public static Label.Builder label(String acquisitionId) {
        return Label.newBuilder()
                .setAcquisitionId(acquisitionId)
                .setExam("datscan")
                .setClassName("abnormal")
                .setSource(LabelSource.LABEL_SOURCE_SIMULATOR)
                .setLabelledAt(NOW);
    }

    public static IntakeRequest of(long sequence, Frame.Builder frame) {
        return IntakeRequest.newBuilder().setSequence(sequence).setFrame(frame).build();
    }

    public static IntakeRequest of(long sequence, AcquisitionEvent.Builder event) {
        return IntakeRequest.newBuilder()
                .setSequence(sequence)
                .setAcquisition(event)
                .build();
    }

    public static IntakeRequest of(long sequence, Label.Builder label) {
        return IntakeRequest.newBuilder().setSequence(sequence).setLabel(label).build();
    }
}
