package io.earlyview.bench.reproduce;

import io.earlyview.bench.projections.BinnedViews;
import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.cohort.Spacing;
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
    private static final int[] OPPOSITE_VIEWS = {0, 60};

    /** Least slices and pixels that four unpadded convolutions with pools between them leave anything of. */
    private static final int SMALLEST_FOR_FOUR_POOLS = 48;

    private Cohorts() {}

    /** Two views each: the {@code middle} pixels square, of which {@code binning} by {@code binning} are added up. */
    static List<StudyCase> datscan(long seed, int cases, int middle, int binning) {
        BinnedViews binned = new BinnedViews(middle, binning);
        DatscanSimulator simulator = DatscanSimulator.ofSeed(seed);
        return IntStream.range(0, cases)
                .parallel()
                .mapToObj(number -> datscan(simulator.prepare(simulator.draw(number)), number, binned))
                .toList();
    }

    private static StudyCase datscan(PreparedHead head, int number, BinnedViews binned) {
        String id = "datscan-%06d".formatted(number);
        LabelledExample example = new LabelledExample(
                id,
                id,
                new int[] {OPPOSITE_VIEWS.length, binned.edge(), binned.edge()},
                BinnedViews.asFloats(binned.of(head, OPPOSITE_VIEWS)),
                new double[0],
                head.patient().readerSaysAbnormal() ? 1 : 0,
                true);
        return new StudyCase(example, head.patient().abnormal() ? 1 : 0, Double.NaN);
    }

    /** Heads at the grid of these settings. */
    static List<StudyCase> mgmt(long seed, int cases, MgmtSettings settings) {
        return new MgmtSimulator(seed, settings)
                .first(cases).parallelStream()
                        .map(each -> studyCase(each, each.render(), false))
                        .toList();
    }

    /** The same heads as small as the source's network takes them: every second pixel of the middle of the middle slices. */
    static List<StudyCase> mgmtMiddles(long seed, int cases, MgmtSettings settings) {
        return new MgmtSimulator(seed, settings)
                .first(cases).parallelStream()
                        .map(each -> studyCase(each, middle(each.render()), false))
                        .toList();
    }

    private static FrameStack middle(FrameStack whole) {
        int edge = SMALLEST_FOR_FOUR_POOLS;
        int slice = (whole.frames() - edge) / 2;
        int border = whole.rows() / 2 - edge;
        float[] from = whole.values();
        float[] values = new float[edge * edge * edge];
        for (int i = 0; i < values.length; i++) {
            int row = border + 2 * (i / edge % edge);
            int column = border + 2 * (i % edge);
            values[i] = from[((slice + i / (edge * edge)) * whole.rows() + row) * whole.columns() + column];
        }
        return FrameStack.ofShorts(edge, edge, edge, values, (1 << Short.SIZE) - 1);
    }

    /** Cells in pictures of {@code edge} pixels square. */
    static List<StudyCase> ctc(long seed, int cases, int edge) {
        return new CtcSimulator(seed, CtcSettings.of(SignalMode.NORMAL).withEdge(edge))
                .first(cases).parallelStream()
                        .map(each -> studyCase(each, each.render(), false))
                        .toList();
    }

    /** Sweeps of {@code edge} slices, rows and columns, which carry their spacing. */
    static List<StudyCase> rasterVolume(long seed, int cases, int edge) {
        return new RasterSimulator(seed, RasterSettings.of(SignalMode.NORMAL).withEdge(edge))
                .first(cases).parallelStream()
                        .map(each -> studyCase(each, each.render(), true))
                        .toList();
    }

    private static StudyCase studyCase(CohortCase each, FrameStack stack, boolean withSpacing) {
        // An acquisition of an exam that asks for no spacing carries none.
        double[] spacing = each.spacing()
                .filter(_ -> withSpacing)
                .map(Cohorts::millimetres)
                .orElse(new double[0]);
        LabelledExample example = new LabelledExample(
                "case-%06d".formatted(each.number()),
                each.patient(),
                new int[] {stack.frames(), stack.rows(), stack.columns()},
                stack.values(),
                spacing,
                each.label(),
                true);
        return new StudyCase(example, each.truth(), each.truthScore());
    }

    private static double[] millimetres(Spacing spacing) {
        return new double[] {spacing.sliceMillimetres(), spacing.rowMillimetres(), spacing.columnMillimetres()};
    }
}
