package io.earlyview.bench.reproduce;

import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.ctc.CtcSettings;
import io.earlyview.gateway.source.simulation.ctc.CtcSimulator;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSettings;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSimulator;
import io.earlyview.gateway.source.simulation.raster.RasterSettings;
import io.earlyview.gateway.source.simulation.raster.RasterSimulator;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;
import java.util.stream.IntStream;

/** Simulated cases as training sees them. The same seed gives the same. */
final class Cohorts {
    private static final int EDGE = 128;
    private static final int[] OPPOSITE_VIEWS = {0, 60};

    private Cohorts() {}

    /** Two views each; {@code binning} adds up squares of so many pixels. */
    static List<StudyCase> datscan(long seed, int cases, int binning) {
        DatscanSimulator simulator = DatscanSimulator.ofSeed(seed);
        return IntStream.range(0, cases)
                .parallel()
                .mapToObj(number -> datscan(simulator.prepare(simulator.draw(number)), number, binning))
                .toList();
    }

    private static StudyCase datscan(PreparedHead head, int number, int binning) {
        int edge = EDGE / binning;
        float[] counts = new float[OPPOSITE_VIEWS.length * edge * edge];
        for (int view = 0; view < OPPOSITE_VIEWS.length; view++) {
            short[] pixels = head.projection(OPPOSITE_VIEWS[view]);
            for (int i = 0; i < pixels.length; i++) {
                int row = i / EDGE / binning;
                int column = i % EDGE / binning;
                counts[(view * edge + row) * edge + column] += Short.toUnsignedInt(pixels[i]);
            }
        }
        LabelledExample example = new LabelledExample(
                "datscan-%06d".formatted(number),
                "datscan-%06d".formatted(number),
                new int[] {OPPOSITE_VIEWS.length, edge, edge},
                counts,
                new double[0],
                head.patient().readerSaysAbnormal() ? 1 : 0,
                true);
        return new StudyCase(example, head.patient().abnormal() ? 1 : 0);
    }

    /** Full slices; {@code binning} averages squares of so many pixels within a slice. */
    static List<StudyCase> mgmt(long seed, int cases, int binning) {
        return new MgmtSimulator(seed, MgmtSettings.of(SignalMode.NORMAL))
                .first(cases).parallelStream()
                        .map(each -> studyCase(each, binning))
                        .toList();
    }

    static List<StudyCase> ctc(long seed, int cases, int edge) {
        return new CtcSimulator(seed, CtcSettings.of(SignalMode.NORMAL).withEdge(edge))
                .first(cases).parallelStream().map(each -> studyCase(each, 1)).toList();
    }

    static List<StudyCase> rasterVolume(long seed, int cases, int edge) {
        return new RasterSimulator(seed, RasterSettings.of(SignalMode.NORMAL).withEdge(edge))
                .first(cases).parallelStream().map(each -> studyCase(each, 1)).toList();
    }

    private static StudyCase studyCase(CohortCase each, int binning) {
        FrameStack stack = each.render();
        int rows = stack.rows() / binning;
        int columns = stack.columns() / binning;
        float[] from = stack.values();
        float[] values = new float[stack.frames() * rows * columns];
        for (int i = 0; i < from.length; i++) {
            int column = i % stack.columns() / binning;
            int row = i / stack.columns() % stack.rows() / binning;
            int frame = i / (stack.rows() * stack.columns());
            values[(frame * rows + row) * columns + column] += from[i] / (binning * binning);
        }
        // An acquisition of an exam that asks for no spacing carries none.
        boolean volume = each.patient().startsWith("raster");
        double[] spacing = each.spacing()
                .filter(_ -> volume)
                .map(known ->
                        new double[] {known.sliceMillimetres(), known.rowMillimetres(), known.columnMillimetres()})
                .orElse(new double[0]);
        return new StudyCase(
                new LabelledExample(
                        "case-%06d".formatted(each.number()),
                        each.patient(),
                        new int[] {stack.frames(), rows, columns},
                        values,
                        spacing,
                        each.label(),
                        true),
                each.truth());
    }
}
