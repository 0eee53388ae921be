package io.earlyview.training.curation;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Messages of made-up DaTscans. */
final class Acquisitions {
    static final ExamCatalogue EXAMS = ExamCatalogue.bundled();
    static final ExamDescriptor DATSCAN = EXAMS.find("datscan").orElseThrow();
    static final int PIXELS = 128 * 128;

    private Acquisitions() {}

    static AcquisitionEvent started(String id) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(id)
                .setStarted(AcquisitionStarted.newBuilder()
                        .setExam("datscan")
                        .setExpectedFrames(120)
                        .setPatientPseudonym("patient-of-" + id)
                        .setSimulated(true))
                .build();
    }

    static AcquisitionEvent completed(String id) {
        return completed(id, 120);
    }

    static AcquisitionEvent completed(String id, int framesSent) {
        return AcquisitionEvent.newBuilder()
                .setAcquisitionId(id)
                .setCompleted(AcquisitionCompleted.newBuilder().setFramesSent(framesSent))
                .build();
    }

    /** The frame of this index, 3 degrees apart; every pixel is {@code counts}. */
    static Frame frame(String id, int index, int counts) {
        return frame(id, index, index * 3.0, counts);
    }

    static Frame frame(String id, int index, double angle, int counts) {
        ByteBuffer pixels = ByteBuffer.allocate(PIXELS * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            pixels.putShort((short) counts);
        }
        return Frame.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setIndex(index)
                .setExpectedFrames(120)
                .setView(ViewGeometry.newBuilder()
                        .setDetector(1)
                        .setEnergyWindow(1)
                        .setAngleDegrees(angle))
                .setPixelType(PixelType.PIXEL_TYPE_UINT16)
                .setRows(128)
                .setColumns(128)
                .setPixels(ByteString.copyFrom(pixels.flip()))
                .setPixelsSha256(ByteString.copyFromUtf8("digest-" + index))
                .setSimulated(true)
                .setAcquiredAt(Timestamps.fromMillis(1_000_000L + index))
                .build();
    }
}
