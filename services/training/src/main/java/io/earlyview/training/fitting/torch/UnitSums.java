package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each unit behind a ReLU, or each channel of a convolution, adds up to over some batches. */
public final class UnitSums {
    private final Map<String, float[]> sums = new LinkedHashMap<>();

    /** What a ReLU lets through: [N, units, ...], nothing below 0. */
    void add(String layer, NDArray passed) {
        long[] shape = passed.getShape().getShape();
        try (NDArray apart = passed.stopGradient();
                NDArray grids = apart.reshape(shape[0], shape[1], -1);
                NDArray each = grids.sum(new int[] {2});
                NDArray batch = each.sum(new int[] {0})) {
            float[] fresh = batch.toFloatArray();
            sums.merge(layer, fresh, UnitSums::together);
        }
    }

    /** For each ReLU, from the input to the output, the share of its units that were 0 on everything. */
    public List<LayerNumber> dead() {
        return sums.entrySet().stream()
                .map(each -> new LayerNumber(each.getKey(), shareOfZeros(each.getValue())))
                .toList();
    }

    private static float[] together(float[] one, float[] other) {
        float[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    private static double shareOfZeros(float[] values) {
        double zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros / values.length;
    }
}
