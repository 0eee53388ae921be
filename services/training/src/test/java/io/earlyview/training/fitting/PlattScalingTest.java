package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.training.fitting.onnx.OnnxExport.Calibration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlattScalingTest {
    @Test
    void findsTheLineThatMadeTheLabels() {
        Random random = new Random(1);
        float[] logits = new float[20_000];
        boolean[] labels = new boolean[logits.length];
        Calibration truth = new Calibration(0.4, 0.8);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
            labels[i] = random.nextDouble() < truth.probability(logits[i]);
        }

        Calibration found = PlattScaling.fit(logits, labels);

        assertEquals(truth.slope(), found.slope(), 0.03);
        assertEquals(truth.offset(), found.offset(), 0.05);
    }

    @Test
    void tooFewExamplesLeaveTheLogitsAlone() {
        assertEquals(Calibration.NONE, PlattScaling.fit(new float[39], new boolean[39]));
    }

    @Test
    void logitsThatSeparatePerfectlyStayFinite() {
        float[] logits = new float[60];
        boolean[] labels = new boolean[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2 == 0;
            logits[i] = labels[i] ? 30 : -30;
        }

        Calibration found = PlattScaling.fit(logits, labels);

        assertEquals(1, found.slope(), 0.01);
        assertEquals(0, found.offset(), 0.01);
    }

    @Test
    void anInvertedNetworkIsNotTurnedRound() {
        float[] logits = new float[60];
        boolean[] labels = new boolean[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2 == 0;
            logits[i] = labels[i] ? -3 : 3;
        }

        assertEquals(0.05, PlattScaling.fit(logits, labels).slope(), 1e-9);
    }
}
