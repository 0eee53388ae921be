package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.Objective;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.RunOutline.EpochChoice;
import io.earlyview.training.fitting.network.Head;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What the checks are told of a run before it begins. */
final class RunOutlines {
    private RunOutlines() {}

    static RunOutline of(Prepared run) {
        return new RunOutline(
                objective(run),
                run.plan().epochs(),
                run.batches(),
                run.recipe().network().fittedValues(),
                EpochChoice.LAST);
    }

    private static Objective objective(Prepared run) {
        return switch (run.head()) {
            case Head.OneLogit _ -> CrossEntropy.unweighted(Fed.LOGITS, shares(run));
            case Head.TwoLogits _, Head.ClassLogits _ -> new CrossEntropy(shares(run), weights(run), Fed.LOGITS);
            case Head.RawClassScores _ -> new CrossEntropy(shares(run), weights(run), Fed.LOG_PROBABILITIES);
            case Head.LogVolume _, Head.RawQuantity _ ->
                new Objective.Regression(Math.pow(Numbers.deviation(run.wanted(run.train())), 2));
            case Head.Measurements _ -> throw Targets.noExam();
        };
    }

    private static List<Double> shares(Prepared run) {
        return Arrays.stream(Classes.shares(run.train(), run.target().classes().size()))
                .boxed()
                .toList();
    }

    private static List<Double> weights(Prepared run) {
        float[] weights = run.classWeights();
        return weights.length == 0
                ? Collections.nCopies(run.target().classes().size(), 1.0)
                : IntStream.range(0, weights.length)
                        .mapToObj(i -> (double) weights[i])
                        .toList();
    }
}
