package io.earlyview.training.fitting.onnx;

import io.earlyview.training.fitting.network.Head.Calibration;

/** Where a graph has the slope and the offset of its calibration. Each is written when it is asked for. */
interface LineNodes {
    /** Name of the slope. */
    String slope();

    /** Name of the offset. */
    String offset();

    /** Half of a quantity's interval. */
    double halfWidth();

    /** The same line for all. */
    static LineNodes of(GraphWriter writer, Calibration calibration) {
        return new LineNodes() {
            @Override
            public String slope() {
                return writer.constant("calibration.slope", new int[0], (float) calibration.slope());
            }

            @Override
            public String offset() {
                return writer.constant("calibration.offset", new int[0], (float) calibration.offset());
            }

            @Override
            public double halfWidth() {
                return calibration.halfWidth();
            }
        };
    }
}
