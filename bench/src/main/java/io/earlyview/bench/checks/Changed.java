package io.earlyview.bench.checks;

import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists of examples with one thing changed. */
final class Changed {
    private Changed() {}

    static List<LabelledExample> values(List<LabelledExample> examples, UnaryOperator<float[]> change) {
        return examples.stream()
                .map(each -> with(
                        each,
                        each.patientPseudonym(),
                        change.apply(each.tensor().clone()),
                        each.label()))
                .toList();
    }

    /** Every voxel of this edge, whatever it was. */
    static List<LabelledExample> spacing(List<LabelledExample> examples, double millimetres) {
        return examples.stream()
                .map(each -> new LabelledExample(
                        each.acquisitionId(),
                        each.patientPseudonym(),
                        each.shape(),
                        each.tensor(),
                        new double[] {millimetres, millimetres, millimetres},
                        each.label(),
                        each.simulated()))
                .toList();
    }

    static List<LabelledExample> patients(List<LabelledExample> examples, IntFunction<String> name) {
        return IntStream.range(0, examples.size())
                .mapToObj(i -> with(
                        examples.get(i),
                        name.apply(i),
                        examples.get(i).tensor(),
                        examples.get(i).label()))
                .toList();
    }

    /** Each also as somebody else's. */
    static List<LabelledExample> twice(List<LabelledExample> examples) {
        return Stream.concat(
                        examples.stream(),
                        examples.stream()
                                .map(each -> new LabelledExample(
                                        "again-" + each.acquisitionId(),
                                        "again-" + each.patientPseudonym(),
                                        each.shape(),
                                        each.tensor(),
                                        each.spacingMillimetres(),
                                        each.label(),
                                        each.simulated())))
                .toList();
    }

    static List<LabelledExample> labels(List<LabelledExample> examples, IntFunction<Double> label) {
        return IntStream.range(0, examples.size())
                .mapToObj(i -> with(
                        examples.get(i),
                        examples.get(i).patientPseudonym(),
                        examples.get(i).tensor(),
                        label.apply(i)))
                .toList();
    }

    /** Labels dealt out again case by case: none means anything. */
    static List<LabelledExample> shuffled(List<LabelledExample> examples, Random random) {
        List<Double> labels =
                new ArrayList<>(examples.stream().map(LabelledExample::label).toList());
        Collections.shuffle(labels, random);
        return labels(examples, labels::get);
    }

    /** Labels dealt out again among patients, all of whose examples have the same one. */
    static List<LabelledExample> shuffledByPatient(List<LabelledExample> examples, Random random) {
        Map<String, Double> labelOf = new LinkedHashMap<>();
        examples.forEach(each -> labelOf.put(each.patientPseudonym(), each.label()));
        List<Double> labels = new ArrayList<>(labelOf.values());
        Collections.shuffle(labels, random);
        Map<String, Double> dealt = new LinkedHashMap<>();
        List<String> patients = List.copyOf(labelOf.keySet());
        IntStream.range(0, labels.size()).forEach(i -> dealt.put(patients.get(i), labels.get(i)));
        return labels(examples, i -> dealt.getOrDefault(examples.get(i).patientPseudonym(), Double.NaN));
    }

    /** All examples of patients drawn at random, until there are enough. */
    static List<LabelledExample> drawn(List<LabelledExample> pool, int least, Random random) {
        Map<String, List<LabelledExample>> byPatient = new LinkedHashMap<>();
        pool.forEach(each -> byPatient
                .computeIfAbsent(each.patientPseudonym(), _ -> new ArrayList<>())
                .add(each));
        List<List<LabelledExample>> patients = new ArrayList<>(byPatient.values());
        Collections.shuffle(patients, random);
        List<LabelledExample> drawn = new ArrayList<>();
        for (List<LabelledExample> patient : patients) {
            if (drawn.size() < least) {
                drawn.addAll(patient);
            }
        }
        return drawn;
    }

    /** With a bright spot somewhere about the middle where the label is 1; the spot is a few deviations of the picture high. */
    static LabelledExample withSpot(LabelledExample each, Random random) {
        int[] shape = each.shape();
        float[] values = each.tensor().clone();
        double height = each.label() * random.nextDouble(3, 6) * deviation(values);
        double row = shape[1] * random.nextDouble(0.35, 0.65);
        double column = shape[2] * random.nextDouble(0.35, 0.65);
        double width = shape[2] / 16.0;
        for (int i = 0; i < values.length; i++) {
            double down = i / shape[2] % shape[1] - row;
            double right = i % shape[2] - column;
            values[i] += (float) Math.rint(height * Math.exp(-(down * down + right * right) / (2 * width * width)));
        }
        return with(each, each.patientPseudonym(), values, each.label());
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
        }
        return Math.sqrt(Math.max(0, squares / values.length - sum / values.length * (sum / values.length)));
    }

    private static LabelledExample with(LabelledExample each, String patient, float[] tensor, double label) {
        return new LabelledExample(
                each.acquisitionId(),
                patient,
                each.shape(),
                tensor,
                each.spacingMillimetres(),
                label,
                each.simulated());
    }
}
