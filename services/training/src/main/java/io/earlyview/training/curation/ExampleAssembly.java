package io.earlyview.training.curation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.OpenAcquisition.TakenFrame;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FurtherView;
import io.earlyview.v1.ViewGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;

/** Makes the example of an acquisition whose needed views are all there. */
final class ExampleAssembly {
    /** The topic takes 16 MiB a record; a little less, for the key, ids and digests. */
    private static final long BYTES_MOST = (16L << 20) - (256 << 10);

    private ExampleAssembly() {}

    /** Bytes of further views that fit into an exam's example. */
    static long roomForFurther(ExamDescriptor exam) {
        long values = 1;
        for (int size : exam.neededShape()) {
            values *= size;
        }
        return BYTES_MOST - values * Float.BYTES;
    }

    /** One tensor [views, rows, columns] of raw values, views in the exam's order, and the further views as they came. */
    static Example of(OpenAcquisition acquisition, ExamDescriptor exam, Collection<Frame> further) {
        AcquisitionStarted started = acquisition.started().orElseThrow();
        List<TakenFrame> taken = acquisition.frames();
        int rows = exam.frames().rows();
        int columns = exam.frames().columns();
        ByteBuffer tensor =
                ByteBuffer.allocate(taken.size() * rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Example.Builder example = Example.newBuilder()
                .setAcquisitionId(acquisition.id())
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
        for (Frame frame : further) {
            example.addFurther(FurtherView.newBuilder()
                    .setAngleDegrees(frame.getView().getAngleDegrees())
                    .setPixelType(frame.getPixelType())
                    .setPixels(frame.getPixels())
                    .setPixelsSha256(frame.getPixelsSha256()));
            simulated |= frame.getSimulated();
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
