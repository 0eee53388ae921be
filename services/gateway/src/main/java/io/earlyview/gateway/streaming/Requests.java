package io.earlyview.gateway.streaming;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.v1.AbortReason;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.time.Instant;

/** Writes the messages of the gateway API. The sequence is the stream's to set. */
final class Requests {
    private Requests() {}

    static IntakeRequest started(Acquisition acquisition, Instant at) {
        return event(
                acquisition,
                AcquisitionEvent.newBuilder()
                        .setStarted(AcquisitionStarted.newBuilder()
                                .setExam(acquisition.exam())
                                .setExpectedFrames(acquisition.expectedFrames())
                                .setPatientPseudonym(acquisition.patient().hex())
                                .setScannerPseudonym(acquisition.scanner().hex())
                                .setSimulated(acquisition.simulated())
                                .setStartedAt(timestamp(at))));
    }

    static IntakeRequest frame(Acquisition acquisition, Projection projection, Instant at) {
        var view = projection.view();
        return IntakeRequest.newBuilder()
                .setFrame(Frame.newBuilder()
                        .setAcquisitionId(acquisition.id().hex())
                        .setExam(acquisition.exam())
                        .setIndex(view.index())
                        .setExpectedFrames(acquisition.expectedFrames())
                        .setView(ViewGeometry.newBuilder()
                                .setDetector(view.detector())
                                .setEnergyWindow(1)
                                .setAngleDegrees(view.angleDegrees())
                                .setPlane(view.plane())
                                .setPlaneSpacingMm(acquisition.spacing().planes())
                                .setRowSpacingMm(acquisition.spacing().rows())
                                .setColumnSpacingMm(acquisition.spacing().columns()))
                        .setPixelType(pixelType(projection.pixelType()))
                        .setRows(projection.rows())
                        .setColumns(projection.columns())
                        .setPixels(ByteString.copyFrom(projection.pixels()))
                        .setPixelsSha256(ByteString.copyFrom(projection.sha256()))
                        .setSimulated(acquisition.simulated())
                        .setAcquiredAt(timestamp(at)))
                .build();
    }

    static IntakeRequest ended(Acquisition acquisition, EndOfScan end, int framesSent, Instant at) {
        return switch (end) {
            case COMPLETED ->
                event(
                        acquisition,
                        AcquisitionEvent.newBuilder()
                                .setCompleted(AcquisitionCompleted.newBuilder()
                                        .setFramesSent(framesSent)
                                        .setCompletedAt(timestamp(at))));
            case PATIENT -> aborted(acquisition, AbortReason.ABORT_REASON_PATIENT, framesSent, at);
            case EQUIPMENT -> aborted(acquisition, AbortReason.ABORT_REASON_EQUIPMENT, framesSent, at);
            case OPERATOR -> aborted(acquisition, AbortReason.ABORT_REASON_OPERATOR, framesSent, at);
        };
    }

    static IntakeRequest label(Acquisition acquisition, ScanLabel label, Instant at) {
        Label.Builder message = Label.newBuilder()
                .setAcquisitionId(acquisition.id().hex())
                .setExam(acquisition.exam())
                .setSource(source(label.author()))
                .setAuthorSawScore(label.authorSawScore())
                .setLabelledAt(timestamp(at));
        switch (label.value()) {
            case LabelValue.ClassName(String name) -> message.setClassName(name);
            case LabelValue.Quantity(double value) -> message.setQuantity(value);
        }
        return IntakeRequest.newBuilder().setLabel(message).build();
    }

    private static IntakeRequest aborted(Acquisition acquisition, AbortReason reason, int framesSent, Instant at) {
        return event(
                acquisition,
                AcquisitionEvent.newBuilder()
                        .setAborted(AcquisitionAborted.newBuilder()
                                .setFramesSent(framesSent)
                                .setReason(reason)
                                .setAbortedAt(timestamp(at))));
    }

    private static IntakeRequest event(Acquisition acquisition, AcquisitionEvent.Builder event) {
        return IntakeRequest.newBuilder()
                .setAcquisition(event.setAcquisitionId(acquisition.id().hex()))
                .build();
    }

    private static PixelType pixelType(io.earlyview.gateway.domain.PixelType type) {
        return switch (type) {
            case UINT8 -> PixelType.PIXEL_TYPE_UINT8;
            case UINT16 -> PixelType.PIXEL_TYPE_UINT16;
            case INT16 -> PixelType.PIXEL_TYPE_INT16;
            case FLOAT32 -> PixelType.PIXEL_TYPE_FLOAT32;
        };
    }

    private static LabelSource source(ScanLabel.Author author) {
        return switch (author) {
            case READER -> LabelSource.LABEL_SOURCE_READER;
            case TABLE -> LabelSource.LABEL_SOURCE_IMPORT;
            case SIMULATOR -> LabelSource.LABEL_SOURCE_SIMULATOR;
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
