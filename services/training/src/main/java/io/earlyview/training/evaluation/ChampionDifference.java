package io.earlyview.training.evaluation;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A candidate beside the champion on the same cases.
 *
 * @param figure what they are compared by: {@code auroc}, {@code macro_f1}, or {@code mean_absolute_error} of a quantity
 * @param champion the champion's figure
 * @param candidate the candidate's figure
 * @param gain what the candidate gains, above 0 where it is better, with its paired 95 % interval over patients
 * @param better cases that only the candidate decides rightly, or where it is nearer to the quantity
 * @param worse cases that only the champion decides rightly, or where the candidate is further off
 */
public record ChampionDifference(
        String championReleaseId,
        int examples,
        int patients,
        String figure,
        double champion,
        double candidate,
        Estimate gain,
        int better,
        int worse) {

    private static final long SEED = 20_261_125;

    /** Compares predictions, one row an example, as ONNX Runtime gives them. */
    static ChampionDifference of(
            Target target, List<LabelledExample> examples, double[][] candidate, Gate.Champion champion) {
        Lengths.same("candidate's predictions", candidate.length, examples.size());
        Lengths.same("champion's predictions", champion.predictions().length, examples.size());
        String[] patients = examples.stream().map(LabelledExample::splitKey).toArray(String[]::new);
        double[] truth = examples.stream().mapToDouble(LabelledExample::label).toArray();
        double[][] before = champion.predictions();
        Comparison found =
                switch (target) {
                    case Target.Binary binary ->
                        binary(column(before), column(candidate), truth, binary.threshold(), patients);
                    case Target.Classes several ->
                        classes(before, candidate, truth, several.classes().size(), patients);
                    case Target.Quantity _ -> quantity(column(before), column(candidate), truth, patients);
                };
        return new ChampionDifference(
                champion.releaseId(),
                examples.size(),
                (int) Arrays.stream(patients).distinct().count(),
                found.figure(),
                found.champion(),
                found.candidate(),
                found.gain(),
                found.better(),
                found.worse());
    }

    private record Comparison(String figure, double champion, double candidate, Estimate gain, int better, int worse) {}

    private static Comparison binary(
            double[] before, double[] after, double[] truth, double threshold, String[] patients) {
        boolean[] positive = new boolean[truth.length];
        IntStream.range(0, truth.length).forEach(i -> positive[i] = truth[i] == 1);
        boolean onePerPatient = Arrays.stream(patients).distinct().count() == patients.length;
        Estimate gain = onePerPatient
                ? PairedRocDifference.of(before, after, positive).estimate()
                : PairedFigureDifference.auroc(before, after, positive, patients, SEED);
        Reclassification moved = Reclassification.between(before, after, positive, threshold);
        return new Comparison(
                "auroc",
                RocArea.of(before, positive).area(),
                RocArea.of(after, positive).area(),
                gain,
                moved.positivesUp() + moved.negativesDown(),
                moved.positivesDown() + moved.negativesUp());
    }

    private static Comparison classes(
            double[][] before, double[][] after, double[] labels, int classes, String[] patients) {
        int[] truth = Arrays.stream(labels).mapToInt(label -> (int) label).toArray();
        int[] first = ClassFigures.decisions(before);
        int[] second = ClassFigures.decisions(after);
        IntStream changed = IntStream.range(0, truth.length).filter(i -> first[i] != second[i]);
        int[] moved = changed.toArray();
        return new Comparison(
                "macro_f1",
                ConfusionMatrix.of(truth, first, classes).macroF1(),
                ConfusionMatrix.of(truth, second, classes).macroF1(),
                PairedFigureDifference.macroF1(first, second, truth, classes, patients, SEED),
                (int) Arrays.stream(moved).filter(i -> second[i] == truth[i]).count(),
                (int) Arrays.stream(moved).filter(i -> first[i] == truth[i]).count());
    }

    private static Comparison quantity(double[] before, double[] after, double[] truth, String[] patients) {
        PairedErrorDifference paired =
                PairedErrorDifference.of(after, before, truth, patients, PairedErrorDifference.Cost.ABSOLUTE, SEED);
        double[] nearer = IntStream.range(0, truth.length)
                .mapToDouble(i -> Math.abs(before[i] - truth[i]) - Math.abs(after[i] - truth[i]))
                .toArray();
        return new Comparison(
                "mean_absolute_error",
                error(before, truth),
                error(after, truth),
                paired.gain(),
                (int) Arrays.stream(nearer).filter(by -> by > 0).count(),
                (int) Arrays.stream(nearer).filter(by -> by < 0).count());
    }

    private static double error(double[] said, double[] truth) {
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> Math.abs(said[i] - truth[i]))
                .average()
                .orElse(Double.NaN);
    }

    /** Whether the champion is better beyond chance: all of the interval lies below 0. */
    boolean isLoss() {
        return gain.high() < 0;
    }

    /** Figures, gain and moved cases, with the limit. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "Against the champion %s on the same %d locked examples of %d patients: %s %.3f before, %.3f now; the gain"
                        + " is %.3f (paired 95 %% interval %.3f to %.3f), and the limit is an upper end not below 0. %d cases"
                        + " are better, %d worse.",
                championReleaseId,
                examples,
                patients,
                figure,
                champion,
                candidate,
                gain.value(),
                gain.low(),
                gain.high(),
                better,
                worse);
    }

    private static double[] column(double[][] predictions) {
        return Arrays.stream(predictions).mapToDouble(row -> row[0]).toArray();
    }
}
