package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.domain.ViewPosition;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A simulated patient whose exam is slices or channels: one frame a stop, in their order. Holds the pixels of all frames
 * (2 MiB of a raster) while the patient is on the table, and no longer.
 */
final class PlaneScan implements SimulatedScan {
    private final CohortCase patient;
    private final List<String> classes;
    private final ScanTimes times;
    private final FrameStack frames;

    PlaneScan(CohortCase patient, ExamDescriptor exam, ScanTimes times) {
        this.patient = patient;
        this.classes = exam.target().classes();
        this.times = times;
        this.frames = patient.render();
    }

    @Override
    public String patient() {
        return patient.patient();
    }

    @Override
    public LabelValue truth() {
        return value(patient.truth());
    }

    @Override
    public LabelValue label() {
        return value(patient.label());
    }

    private LabelValue value(double told) {
        return classes.isEmpty()
                ? new LabelValue.Quantity(told)
                : new LabelValue.ClassName(classes.get(Math.toIntExact(Math.round(told))));
    }

    @Override
    public Spacing spacing() {
        return patient.spacing()
                .map(mm -> new Spacing(mm.sliceMillimetres(), mm.rowMillimetres(), mm.columnMillimetres()))
                .orElse(Spacing.UNKNOWN);
    }

    @Override
    public List<List<Integer>> stops() {
        return IntStream.range(0, frames.frames()).mapToObj(List::of).toList();
    }

    @Override
    public ScanTimes times() {
        return times;
    }

    @Override
    public Projection frame(int index) {
        // A copy, so that a frame that waits for its receipt does not hold the whole patient.
        ByteBuffer from = frames.frame(index);
        ByteBuffer pixels = ByteBuffer.allocate(from.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(from)
                .flip();
        return new Projection(ViewPosition.plane(index), frames.pixelType(), frames.rows(), frames.columns(), pixels);
    }
}
