package io.earlyview.training.runs;

import com.google.protobuf.ByteString;
import io.earlyview.v1.Example;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/** Made-up DaTscans of the real size: two bright spots in a disc, dimmer where the label is abnormal. */
final class PlantedDatscans {
    private static final int SIZE = 128;

    private PlantedDatscans() {}

    static Example example(String id, boolean abnormal, long seed) {
        Random random = new Random(seed);
        ByteBuffer tensor = ByteBuffer.allocate(2 * SIZE * SIZE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        double height = (abnormal ? 1 : 6) * (1 + 0.1 * random.nextGaussian());
        for (int at = 0; at < 2 * SIZE * SIZE; at++) {
            double x = at % SIZE - SIZE / 2.0;
            double y = at / SIZE % SIZE - SIZE / 2.0;
            double inside = Math.hypot(x, y) < 30 ? 2 : 0.05;
            double mean = inside + height * (spot(x - 7, y) + spot(x + 7, y));
            tensor.putFloat((float) Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian())));
        }
        return Example.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setPatientPseudonym("patient-" + id)
                .addAllShape(List.of(2, SIZE, SIZE))
                .setTensor(ByteString.copyFrom(tensor.flip()))
                .addAllAngleDegrees(List.of(0.0, 180.0))
                .setSimulated(true)
                .build();
    }

    static Label label(String id, boolean abnormal, boolean authorSawScore) {
        return Label.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setClassName(abnormal ? "abnormal" : "normal")
                .setSource(LabelSource.LABEL_SOURCE_SIMULATOR)
                .setAuthorSawScore(authorSawScore)
                .build();
    }

    private static double spot(double x, double y) {
        return Math.exp(-(x * x + y * y) / 30);
    }
}
