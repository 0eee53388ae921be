package io.earlyview.bench.checks;

import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.gateway.source.simulation.PreparedHead;
import io.earlyview.gateway.source.simulation.SimulationSettings;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.ctc.ClassShares;
import io.earlyview.gateway.source.simulation.ctc.CtcSettings;
import io.earlyview.gateway.source.simulation.ctc.CtcSimulator;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSettings;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSimulator;
import io.earlyview.gateway.source.simulation.raster.RasterSettings;
import io.earlyview.gateway.source.simulation.raster.RasterSimulator;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;
import java.util.stream.IntStream;

/** Simulated cases in sizes that a network passes in milliseconds. The same seed gives the same. */
final class SmallCohorts {
    private static final int EDGE = 128;
    private static final int[] OPPOSITE_VIEWS = {0, 60};
    private static final int MGMT_REDUCTION = 4;
    static final int CELL_EDGE = 48;
    static final int RASTER_EDGE = 16;

    private SmallCohorts() {}

    /** Two views, squares of so many pixels added up, and of those the middle. */
    static List<LabelledExample> datscan(long seed, SimulationSettings settings, int cases, int binning, int middle) {
        DatscanSimulator simulator = new DatscanSimulator(seed, settings);
        return IntStream.range(0, cases)
                .parallel()
                .mapToObj(number -> datscan(simulator.prepare(simulator.draw(number)), number, binning, middle))
                .toList();
    }

    private static LabelledExample datscan(PreparedHead head, int number, int binning, int middle) {
        float[] counts = new float[OPPOSITE_VIEWS.length * middle * middle];
        int margin = (EDGE / binning - middle) / 2;
        for (int view = 0; view < OPPOSITE_VIEWS.length; view++) {
            short[] pixels = head.projection(OPPOSITE_VIEWS[view]);
            for (int i = 0; i < pixels.length; i++) {
                int row = i / EDGE / binning - margin;
                int column = i % EDGE / binning - margin;
                if (row >= 0 && row < middle && column >= 0 && column < middle) {
                    counts[(view * middle + row) * middle + column] += Short.toUnsignedInt(pixels[i]);
                }
            }
        }
        String name = "datscan-%06d".formatted(number);
        return new LabelledExample(
                name,
                name,
                new int[] {OPPOSITE_VIEWS.length, middle, middle},
                counts,
                new double[0],
                head.patient().readerSaysAbnormal() ? 1 : 0,
                true);
    }

    /** 16 slices of 16 x 16. */
    static List<LabelledExample> mgmt(long seed, SignalMode mode, boolean siteConfounded, int cases) {
        MgmtSettings settings = MgmtSettings.of(mode).withReduction(MGMT_REDUCTION);
        return rendered(
                new MgmtSimulator(seed, siteConfounded ? settings.withSiteConfounded() : settings).first(cases), 2);
    }

    static List<LabelledExample> ctc(long seed, int cases) {
        return rendered(ctcCases(seed, cases), 1);
    }

    static List<CohortCase> ctcCases(long seed, int cases) {
        return new CtcSimulator(seed, CtcSettings.of(SignalMode.NORMAL).withEdge(CELL_EDGE)).first(cases);
    }

    static List<CohortCase> ctcCases(long seed, ClassShares shares, int cases) {
        return new CtcSimulator(
                        seed,
                        CtcSettings.of(SignalMode.NORMAL).withEdge(CELL_EDGE).withShares(shares))
                .first(cases);
    }

    static List<LabelledExample> raster(long seed, int cases) {
        return rendered(rasterCases(seed, SignalMode.NORMAL, RASTER_EDGE, cases), 1);
    }

    static List<CohortCase> rasterCases(long seed, SignalMode mode, int edge, int cases) {
        return new RasterSimulator(seed, RasterSettings.of(mode).withEdge(edge)).first(cases);
    }

    /** As training sees them; squares of {@code binning} pixels within a frame are averaged. */
    static List<LabelledExample> rendered(List<CohortCase> cases, int binning) {
        return cases.parallelStream().map(each -> rendered(each, binning)).toList();
    }

    private static LabelledExample rendered(CohortCase each, int binning) {
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
        boolean volume = each.patient().startsWith("raster");
        double[] spacing = each.spacing()
                .filter(_ -> volume)
                .map(known ->
                        new double[] {known.sliceMillimetres(), known.rowMillimetres(), known.columnMillimetres()})
                .orElse(new double[0]);
        return new LabelledExample(
                "case-%06d".formatted(each.number()),
                each.patient(),
                new int[] {stack.frames(), rows, columns},
                values,
                spacing,
                each.label(),
                true);
    }
}
