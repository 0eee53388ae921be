package io.earlyview.training.fitting;

import io.earlyview.training.fitting.onnx.OnnxExport.Calibration;

/**
 * Fits the calibration line of the logit (Platt 1999) by Newton's method, held near slope 1 and offset 0: with the few
 * dozen examples of an inner validation set a free fit would follow their noise.
 */
final class PlattScaling {
    /** Below this many examples the logits are left as they are. */
    static final int EXAMPLES_MIN = 40;

    private static final double SLOPE_PRECISION = 4;
    private static final double OFFSET_PRECISION = 4;
    private static final double SLOPE_MIN = 0.05;

    private PlattScaling() {}

    static Calibration fit(float[] logits, boolean[] positive) {
        if (logits.length < EXAMPLES_MIN) {
            return Calibration.NONE;
        }
        double slope = 1;
        double offset = 0;
        for (int round = 0; round < 50; round++) {
            double gs = SLOPE_PRECISION * (slope - 1);
            double go = OFFSET_PRECISION * offset;
            double hss = SLOPE_PRECISION;
            double hso = 0;
            double hoo = OFFSET_PRECISION;
            for (int i = 0; i < logits.length; i++) {
                double z = logits[i];
                double p = new Calibration(slope, offset).probability(z);
                double error = p - (positive[i] ? 1 : 0);
                double weight = p * (1 - p);
                gs += error * z;
                go += error;
                hss += weight * z * z;
                hso += weight * z;
                hoo += weight;
            }
            double determinant = hss * hoo - hso * hso;
            slope = Math.clamp(slope - (hoo * gs - hso * go) / determinant, SLOPE_MIN, 5);
            offset -= (hss * go - hso * gs) / determinant;
        }
        return new Calibration(slope, offset);
    }
}
