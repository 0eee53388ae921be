package io.earlyview.training.curation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.OpenAcquisition.TakenFrame;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import io.earlyview.v1.ViewGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Makes the example of an acquisition whose needed views are all there. */
final class ExampleAssembly {
    private ExampleAssembly() {}

    /** One tensor [views, rows, columns] of raw values, views in the exam's order. */
    static Example of(String acquisitionId, ExamDescriptor exam, AcquisitionStarted started, List<TakenFrame> taken) {
        int rows = exam.frames().rows();
        int columns = exam.frames().columns();
        ByteBuffer tensor =
                ByteBuffer.allocate(taken.size() * rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Example.Builder example = Example.newBuilder()
                .setAcquisitionId(acquisitionId)
                .setExam(exam.exam())
                .setPatientPseudonym(started.getPatientPseudonym())
                .addAllShape(List.of(taken.size(), rows, columns));
        example.addAllSpacingMm(spacing(taken.getFirst().frame().getView(), exam));
        boolean simulated = started.getSimulated();
        Timestamp latest = Timestamp.getDefaultInstance();
        for (TakenFrame one : taken) {
            Frame frame = one.frame();
            PixelDecoding.append(frame, tensor);
            example.addPixelsSha256(frame.getPixelsSha256())
                    .addAngleDegrees(frame.getView().getAngleDegrees());
            simulated |= frame.getSimulated();
            latest = Timestamps.compare(frame.getAcquiredAt(), latest) > 0 ? frame.getAcquiredAt() : latest;
        }
        return example.setTensor(ByteString.copyFrom(tensor.flip()))
                .setSimulated(simulated)
                .setAcquiredAt(latest)
                .build();
    }

    /** Between planes, rows, columns; nothing where the exam does not ask for it. */
    private static List<Double> spacing(ViewGeometry view, ExamDescriptor exam) {
        return exam.frames().spacingNeeded()
                ? List.of(view.getPlaneSpacingMm(), view.getRowSpacingMm(), view.getColumnSpacingMm())
                : List.of();
    }
}
