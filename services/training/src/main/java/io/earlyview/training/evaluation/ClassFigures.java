package io.earlyview.training.evaluation;

import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Figures of one probability a class; the most probable class decides. */
final class ClassFigures {
    private ClassFigures() {}

    static List<Figure> of(List<LabelledExample> examples, double[][] predictions, int classes) {
        int[] truth = examples.stream().mapToInt(LabelledExample::classIndex).toArray();
        int[] decided = decisions(predictions);
        PatientDraws draws = new PatientDraws(examples);
        int[] all = IntStream.range(0, truth.length).toArray();
        int[] counts = new int[classes];
        int[] found = new int[classes];
        for (int i : all) {
            counts[truth[i]]++;
            found[truth[i]] += truth[i] == decided[i] ? 1 : 0;
        }
        ToDoubleFunction<int[]> f1 = cases -> macroF1(truth, decided, cases, classes);
        ToDoubleFunction<int[]> recall = cases -> balancedAccuracy(truth, decided, cases, classes);
        List<Figure> figures = new ArrayList<>(List.of(
                draws.figure("macro_f1", f1),
                draws.figure("balanced_accuracy", recall),
                Shares.figure("accuracy", Arrays.stream(found).sum(), truth.length),
                new Figure(
                        "no_information_rate",
                        (double) Arrays.stream(counts).max().orElse(0) / truth.length,
                        Double.NaN,
                        Double.NaN)));
        int rarest = IntStream.range(0, classes)
                .filter(index -> counts[index] > 0)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .orElse(0);
        figures.add(Shares.figure("rarest_recall", found[rarest], counts[rarest]));
        for (int index = 0; index < classes; index++) {
            figures.add(Shares.figure("recall_" + index, found[index], counts[index]));
        }
        return figures;
    }

    static double macroF1(List<LabelledExample> examples, double[][] predictions, int classes) {
        int[] truth = examples.stream().mapToInt(LabelledExample::classIndex).toArray();
        return macroF1(
                truth, decisions(predictions), IntStream.range(0, truth.length).toArray(), classes);
    }

    /** Mean F1 of the classes that occur among these cases. */
    private static double macroF1(int[] truth, int[] decided, int[] cases, int classes) {
        int[] right = new int[classes];
        int[] labelled = new int[classes];
        int[] said = new int[classes];
        for (int i : cases) {
            labelled[truth[i]]++;
            said[decided[i]]++;
            right[truth[i]] += truth[i] == decided[i] ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .filter(index -> labelled[index] > 0)
                .mapToDouble(index -> 2.0 * right[index] / (labelled[index] + said[index]))
                .average()
                .orElse(Double.NaN);
    }

    private static double balancedAccuracy(int[] truth, int[] decided, int[] cases, int classes) {
        int[] right = new int[classes];
        int[] labelled = new int[classes];
        for (int i : cases) {
            labelled[truth[i]]++;
            right[truth[i]] += truth[i] == decided[i] ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .filter(index -> labelled[index] > 0)
                .mapToDouble(index -> (double) right[index] / labelled[index])
                .average()
                .orElse(Double.NaN);
    }

    private static int[] decisions(double[][] predictions) {
        return Arrays.stream(predictions)
                .mapToInt(row -> IntStream.range(0, row.length)
                        .reduce((a, b) -> row[b] > row[a] ? b : a)
                        .orElseThrow())
                .toArray();
    }
}
