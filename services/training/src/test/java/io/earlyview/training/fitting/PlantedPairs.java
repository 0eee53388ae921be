package io.earlyview.training.fitting;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Pairs of small frames of Poisson counts: a disc, and in it two bright spots, dimmer where the label is positive. */
final class PlantedPairs {
    static final ExamDescriptor EXAM = ExamCatalogue.bundled().find("datscan").orElseThrow();

    private PlantedPairs() {}

    static List<LabelledExample> drawn(int count, int size, double brightness, double dimmed, long seed) {
        Random random = new Random(seed);
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean positive = i % 2 == 0;
            double height = brightness * (positive ? dimmed : 1) * (1 + 0.1 * random.nextGaussian());
            float[] counts = new float[2 * size * size];
            double dx = random.nextGaussian();
            double dy = random.nextGaussian();
            for (int at = 0; at < counts.length; at++) {
                double x = at % size - size / 2.0 - dx;
                double y = at / size % size - size / 2.0 - dy;
                double inside = Math.hypot(x, y) < 0.4 * size ? 1 : 0.05;
                double spots = spot(x - size / 8.0, y) + spot(x + size / 8.0, y);
                counts[at] = poisson(inside + height * spots, random);
            }
            examples.add(new LabelledExample(
                    "acquisition-%04d".formatted(i),
                    "patient-%04d".formatted(i),
                    new int[] {2, size, size},
                    counts,
                    new double[0],
                    positive ? 1 : 0,
                    true));
        }
        return examples;
    }

    /** The same frames with their labels dealt out anew. */
    static List<LabelledExample> shuffledLabels(List<LabelledExample> examples, long seed) {
        List<Double> labels =
                new ArrayList<>(examples.stream().map(LabelledExample::label).toList());
        Collections.shuffle(labels, new Random(seed));
        List<LabelledExample> dealt = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            LabelledExample e = examples.get(i);
            dealt.add(new LabelledExample(
                    e.acquisitionId(),
                    e.patientPseudonym(),
                    e.shape(),
                    e.tensor(),
                    e.spacingMillimetres(),
                    labels.get(i),
                    e.simulated()));
        }
        return dealt;
    }

    static FittingPlan plan(int epochs, long seed) {
        return new FittingPlan(EXAM, "compact-residual", epochs, 16, 3e-3, 0.3, seed);
    }

    private static double spot(double x, double y) {
        return Math.exp(-(x * x + y * y) / 8);
    }

    private static float poisson(double mean, Random random) {
        double limit = Math.exp(-mean);
        int counts = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            counts++;
        }
        return counts;
    }
}
