package io.earlyview.training.fitting;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Simulated four-channel cells of three classes: which of the first three channels is bright says the class. */
final class PlantedCells {
    static final ExamDescriptor EXAM = ExamCatalogue.bundled().find("ctc").orElseThrow();

    private PlantedCells() {}

    static List<LabelledExample> drawn(int count, int size, long seed) {
        Random random = new Random(seed);
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = i % 3;
            float[] greys = new float[4 * size * size];
            for (int at = 0; at < greys.length; at++) {
                int channel = at / (size * size);
                double x = at % size - size / 2.0;
                double y = at / size % size - size / 2.0;
                double cell = Math.exp(-(x * x + y * y) / (size * size / 16.0));
                double height = channel == label ? 150 : 60;
                greys[at] = (float) Math.clamp(30 + height * cell + 10 * random.nextGaussian(), 0, 255);
            }
            examples.add(new LabelledExample(
                    "cell-%04d".formatted(i),
                    "patient-%03d".formatted(i / 3),
                    new int[] {4, size, size},
                    greys,
                    new double[0],
                    label,
                    true));
        }
        return examples;
    }

    static FittingPlan plan(int epochs, double rate, List<String> remedies) {
        return new FittingPlan(EXAM, "source-ctc", epochs, 16, rate, 0.3, 3).remediedBy(remedies);
    }
}
