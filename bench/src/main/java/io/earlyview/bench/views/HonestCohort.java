package io.earlyview.bench.views;

import io.earlyview.bench.projections.BinnedViews;
import io.earlyview.gateway.source.simulation.DatscanCase;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.DatscanSimulator;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Simulated DaTscans at the simulator's defaults: borderline cases, wrong labels, motion, distractors.
 *
 * @param views of each case in the order in which they are taken: an opposite pair at each stop
 */
record HonestCohort(List<Patient> patients, int views) {
    private static final double ROOT_OFFSET = 0.375;

    /** One case: what training sees, and the truth. */
    @SuppressWarnings("ArrayRecordComponent")
    record Patient(int number, boolean abnormal, boolean labelledAbnormal, short[] pixels) {
        /** One view, counts. */
        float[] view(int index) {
            int from = index * BinnedViews.WHOLE.pixels();
            return BinnedViews.asFloats(Arrays.copyOfRange(pixels, from, from + BinnedViews.WHOLE.pixels()));
        }

        String id() {
            return "datscan-%06d".formatted(number);
        }

        /** The first opposite pair with its label, as the service trains on it. */
        LabelledExample example() {
            float[] pair = BinnedViews.asFloats(Arrays.copyOf(pixels, 2 * BinnedViews.WHOLE.pixels()));
            int[] shape = {2, BinnedViews.WHOLE.edge(), BinnedViews.WHOLE.edge()};
            return new LabelledExample(id(), id(), shape, pair, new double[0], labelledAbnormal ? 1 : 0, true);
        }

        /** Square roots of the middle of the first opposite pair, for readers that know no Poisson noise. */
        double[] roots() {
            int edge = BinnedViews.WHOLE.edge();
            int from = edge / 4;
            double[] roots = new double[2 * edge / 2 * edge / 2];
            for (int view = 0, to = 0; view < 2; view++) {
                float[] counts = view(view);
                for (int row = from; row < from + edge / 2; row++) {
                    for (int column = from; column < from + edge / 2; column++, to++) {
                        roots[to] = Math.sqrt(counts[row * edge + column] + ROOT_OFFSET);
                    }
                }
            }
            return roots;
        }
    }

    /** The first cases of a cohort; {@code views} of each, an even number. */
    static HonestCohort of(long seed, int cases, int views) {
        DatscanSimulator simulator = DatscanSimulator.ofSeed(seed);
        int[] order = IntStream.range(0, views).map(HonestCohort::taken).toArray();
        return new HonestCohort(
                IntStream.range(0, cases)
                        .parallel()
                        .mapToObj(number -> {
                            DatscanCase drawn = simulator.draw(number);
                            short[] pixels = BinnedViews.WHOLE.of(simulator.prepare(drawn), order);
                            return new Patient(number, drawn.abnormal(), drawn.readerSaysAbnormal(), pixels);
                        })
                        .toList(),
                views);
    }

    /** Number of the view that is taken as the {@code index}th: both heads at one stop, then at the next. */
    static int taken(int index) {
        return index / 2 + index % 2 * DatscanProtocol.STOPS;
    }
}
