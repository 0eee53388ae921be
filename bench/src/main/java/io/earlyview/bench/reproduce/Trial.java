package io.earlyview.bench.reproduce;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.fitting.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One arm, run, and what came of it. Figures are over all cases that were held out in any fold.
 *
 * @param results of each fold that was run
 * @param heldOut the cases behind {@code predictions}, in the same order
 * @param p of the leading figure, by labels shuffled 999 or 9,999 times; NaN where nothing was predicted
 */
@SuppressWarnings("ArrayRecordComponent")
record Trial(
        Arm arm,
        List<Experiment.Result> results,
        List<StudyCase> heldOut,
        double[][] predictions,
        Optional<EvaluationFigures> figures,
        double p,
        Course course,
        double seconds) {

    /** How the first fold was learned: every epoch, and the loss of every step. */
    record Course(List<EpochFigures> epochs, List<Double> losses) {
        Course {
            epochs = List.copyOf(epochs);
            losses = List.copyOf(losses);
        }
    }

    Trial {
        results = List.copyOf(results);
        heldOut = List.copyOf(heldOut);
    }

    static Trial of(Study study, Arm arm, long seed, Narration narration) {
        long begun = System.nanoTime();
        Target target = study.exam().target();
        Way way = arm.way();
        List<StudyCase> cases = arm.cases().get();
        Folds folds = Folds.of(cases, target, study.folds(), seed);
        FittingPlan plan = new FittingPlan(
                study.exam(),
                way.recipe(),
                way.epochs(),
                way.batchSize(),
                way.learningRate(),
                1.0 / study.folds(),
                seed);
        List<Experiment.Result> results = new ArrayList<>();
        List<StudyCase> heldOut = new ArrayList<>();
        List<double[]> predictions = new ArrayList<>();
        Course course = new Course(List.of(), List.of());
        for (int fold = 0; fold < way.folds(); fold++) {
            List<StudyCase> held = folds.heldOut(fold);
            Telling telling = new Telling(way, fold, narration);
            Experiment.Result result = Experiment.run(
                    folds.train(fold),
                    held.stream().map(StudyCase::example).toList(),
                    plan,
                    way.checks() == Way.Checks.STOP,
                    telling);
            results.add(result);
            course = fold == 0 ? telling.course() : course;
            if (result.stopped().isEmpty()) {
                heldOut.addAll(held);
                predictions.addAll(List.of(result.predictions()));
            }
        }
        return judged(target, arm, results, heldOut, predictions.toArray(double[][]::new), seed, course, begun);
    }

    private static Trial judged(
            Target target,
            Arm arm,
            List<Experiment.Result> results,
            List<StudyCase> heldOut,
            double[][] predictions,
            long seed,
            Course course,
            long begun) {
        List<LabelledExample> examples =
                heldOut.stream().map(StudyCase::example).toList();
        Optional<EvaluationFigures> figures = examples.isEmpty()
                ? Optional.empty()
                : Optional.of(new EvaluationFigures(
                        examples.size(),
                        (int) examples.stream()
                                .map(LabelledExample::splitKey)
                                .distinct()
                                .count(),
                        Evaluation.figures(target, examples, predictions, predictions)
                                .figures(),
                        results.stream()
                                .flatMap(result -> result.figures().stream())
                                .mapToDouble(EvaluationFigures::parityMaxDifference)
                                .max()
                                .orElse(0)));
        double p = examples.isEmpty()
                ? Double.NaN
                : Evaluation.evidence(target, examples, predictions, seed).p();
        return new Trial(arm, results, heldOut, predictions, figures, p, course, (System.nanoTime() - begun) / 1e9);
    }

    Way way() {
        return arm.way();
    }

    String title() {
        return arm.title();
    }

    Experiment.Result first() {
        return results.getFirst();
    }

    /** Steps that the first fold came to. */
    long stepsTaken() {
        return course.losses().size();
    }

    /** The first error of the first fold that came before its steps were done: the one that would have stopped it. */
    Optional<Experiment.Named> stoppedBy() {
        return first().firstError().filter(named -> figures.isEmpty() || named.step() < stepsTaken());
    }

    /** The first warning of the first fold. */
    Optional<Experiment.Named> warnedOf() {
        return first().findings().stream()
                .filter(named -> named.finding().grade() == NamedFinding.Grade.WARNING)
                .findFirst();
    }

    /** How it ended, in words. */
    String ending() {
        List<Experiment.Result> stopped =
                results.stream().filter(result -> result.stopped().isPresent()).toList();
        String words = stopped.isEmpty()
                ? stepsTaken() < first().stepsPlanned()
                        ? "cut off here after " + stepsTaken() + " steps"
                        : "ran to its end"
                : stopped.stream()
                        .flatMap(result -> result.stopped().stream())
                        .map(Trial::sentence)
                        .distinct()
                        .collect(Collectors.joining(" "));
        return stoppedBy()
                        .map(named -> "stopped by `" + named.finding().rule() + "`, had it not been left to go on; ")
                        .orElse("")
                + words + ".";
    }

    private static String sentence(FittingOutcome outcome) {
        return switch (outcome) {
            case FittingOutcome.Stopped stopped -> stopped.sentence();
            case FittingOutcome.Failed failed -> failed.sentence();
            case FittingOutcome.NotLearned refused -> refused.sentence();
            case FittingOutcome.Cancelled cancelled -> "cancelled after " + cancelled.epochsDone() + " epochs";
            case FittingOutcome.Fitted fitted -> fitted.selection();
        };
    }

    Optional<Figure> figure(String name) {
        return figures.flatMap(all -> all.find(name));
    }

    /** The first column of the predictions: P(positive), or the value of a quantity. */
    double[] scores() {
        double[] scores = new double[predictions.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = predictions[i][0];
        }
        return scores;
    }

    boolean[] positive() {
        boolean[] positive = new boolean[heldOut.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = heldOut.get(i).example().classIndex() == 1;
        }
        return positive;
    }
}
