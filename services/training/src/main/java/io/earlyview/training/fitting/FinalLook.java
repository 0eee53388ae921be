package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Decisions;
import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.checks.observation.Separation;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.PermutationTest;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the finished network is worth on examples that moved no weight.
 *
 * @param evidence whether it is more than chance, by the held-out and the inner validation examples together: no weight
 *     and no epoch was chosen by either, so that both count. Before calibration, which the validation labels do move.
 * @param examples behind the evidence
 */
record FinalLook(Outcome outcome, Optional<Separation> separation, PermutationTest evidence, int examples) {
    private static final int EXAMPLES_LOOKED_AT = 64;

    /**
     * Looks at a finished network.
     *
     * @param outputs of the held-out examples, raw
     * @param predictions of the held-out examples, through ONNX Runtime
     */
    static FinalLook of(Prepared run, TorchNetwork network, double[][] outputs, double[][] predictions) {
        List<LabelledExample> heldOut = run.heldOut();
        List<LabelledExample> some = run.some(EXAMPLES_LOOKED_AT);
        Skill train = Skill.of(run.head(), Outputs.of(network, some), run.wanted(some));
        boolean classes = !run.target().classes().isEmpty();
        Skill skill = classes
                ? Skill.of(predictions, run.wanted(heldOut))
                : Skill.of(run.head(), outputs, run.wanted(heldOut));
        List<LabelledExample> unseen =
                Stream.concat(run.validation().stream(), heldOut.stream()).toList();
        double[][] said = Stream.concat(
                        Arrays.stream(Outputs.decoded(run, Outputs.of(network, run.validation()), run.validation())),
                        Arrays.stream(Outputs.decoded(run, outputs, heldOut)))
                .toArray(double[][]::new);
        PermutationTest evidence =
                Evaluation.evidence(run.target(), unseen, said, run.plan().seed() + 5);
        Outcome outcome = new Outcome(
                heldOut.size(),
                (int) heldOut.stream().map(LabelledExample::splitKey).distinct().count(),
                classes ? Optional.of(decisions(skill, heldOut.size())) : Optional.empty(),
                new Permutation(unseen.size(), evidence.shuffles(), evidence.p()),
                OptionalDouble.empty(),
                train.value(),
                skill.value());
        Optional<Separation> separation = classes
                ? Optional.of(new Separation(Evaluation.separation(run.target(), unseen, said)))
                : Optional.empty();
        return new FinalLook(outcome, separation, evidence, unseen.size());
    }

    private static Decisions decisions(Skill skill, int cases) {
        List<ClassTally> tallies = skill.tallies();
        int correct = tallies.stream().mapToInt(ClassTally::recalled).sum();
        int largest = tallies.stream().mapToInt(ClassTally::cases).max().orElse(0);
        return new Decisions(correct, (double) largest / cases);
    }
}
