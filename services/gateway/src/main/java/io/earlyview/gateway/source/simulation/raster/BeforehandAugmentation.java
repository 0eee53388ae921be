package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of rasters, blown up or shrunk about their middle before training ever sees them; the spacing stays. So the organ
 * in a copy has another volume, and unless the label follows, it is wrong. What leaves the raster is cut off.
 *
 * @param copies of each raster beside itself, at least 1
 * @param labelScaled whether labels follow the volume; that they do not is the source problem's fault
 */
public record BeforehandAugmentation(int copies, boolean labelScaled) {

    private static final double LARGEST_FACTOR = 1.6;

    public BeforehandAugmentation {
        if (copies < 1) {
            throw new IllegalArgumentException("copies must be at least 1 but is " + copies);
        }
    }

    /** Each case followed by its copies, numbered anew from 0. */
    public List<CohortCase> enlarge(List<CohortCase> cases, long seed) {
        List<CohortCase> enlarged = new ArrayList<>();
        for (CohortCase each : cases) {
            enlarged.add(copy(each, enlarged.size(), 1));
            for (int i = 0; i < copies; i++) {
                Draws draws = Draws.of(seed, Draws.Purpose.AUGMENTATION, enlarged.size());
                enlarged.add(copy(each, enlarged.size(), draws.logBetween(1 / LARGEST_FACTOR, LARGEST_FACTOR)));
            }
        }
        return List.copyOf(enlarged);
    }

    private CohortCase copy(CohortCase original, int number, double volumeFactor) {
        return new CohortCase(
                number,
                original.patient(),
                original.site(),
                labelScaled ? original.label() * volumeFactor : original.label(),
                original.truth() * volumeFactor,
                original.truthScore() * volumeFactor,
                original.spacing(),
                volumeFactor == 1
                        ? original.source()
                        : () -> zoomed(original.source().get(), Math.cbrt(volumeFactor)));
    }

    private static FrameStack zoomed(FrameStack stack, double zoom) {
        float[] values = stack.values();
        for (int axis = 0; axis < 3; axis++) {
            int length = axis == 0 ? stack.frames() : axis == 1 ? stack.rows() : stack.columns();
            int inner = axis == 0 ? stack.rows() * stack.columns() : axis == 1 ? stack.columns() : 1;
            values = zoomedAlong(values, length, inner, zoom);
        }
        return FrameStack.ofBytes(stack.frames(), stack.rows(), stack.columns(), values);
    }

    /** One axis after the other is the same as all at once; places beyond the edge show what lies at the edge. */
    private static float[] zoomedAlong(float[] values, int length, int inner, double zoom) {
        float[] zoomed = new float[values.length];
        double middle = (length - 1) / 2.0;
        for (int place = 0; place < length; place++) {
            double from = Math.clamp(middle + (place - middle) / zoom, 0, length - 1);
            int whole = Math.min((int) from, length - 2);
            float share = (float) (from - whole);
            for (int start = 0; start < values.length; start += length * inner) {
                int near = start + whole * inner;
                int to = start + place * inner;
                for (int i = 0; i < inner; i++) {
                    zoomed[to + i] = (1 - share) * values[near + i] + share * values[near + inner + i];
                }
            }
        }
        return zoomed;
    }
}
