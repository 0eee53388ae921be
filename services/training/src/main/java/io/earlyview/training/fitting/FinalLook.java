package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Decisions;
import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the finished network is worth on the held-out examples. */
final class FinalLook {
    private static final int EXAMPLES_LOOKED_AT = 64;
    private static final int SHUFFLES = 999;

    private FinalLook() {}

    /** {@code predictions}: of the held-out examples, through ONNX Runtime. */
    static Outcome of(Prepared run, TorchNetwork network, double[][] predictions) {
        List<LabelledExample> heldOut = run.heldOut();
        List<LabelledExample> some = run.some(EXAMPLES_LOOKED_AT);
        Skill train = Skill.of(run.head(), Outputs.of(network, some), run.wanted(some));
        boolean classes = !run.target().classes().isEmpty();
        Skill skill = classes
                ? Skill.of(predictions, run.wanted(heldOut))
                : Skill.of(run.head(), Outputs.of(network, heldOut), run.wanted(heldOut));
        return new Outcome(
                heldOut.size(),
                (int) heldOut.stream().map(LabelledExample::splitKey).distinct().count(),
                classes ? Optional.of(decisions(skill, heldOut.size())) : Optional.empty(),
                new Permutation(
                        SHUFFLES,
                        Evaluation.evidence(
                                        run.target(),
                                        heldOut,
                                        predictions,
                                        SHUFFLES,
                                        run.plan().seed() + 5)
                                .p()),
                OptionalDouble.empty(),
                train.value(),
                skill.value());
    }

    private static Decisions decisions(Skill skill, int cases) {
        List<ClassTally> tallies = skill.tallies();
        int correct = tallies.stream().mapToInt(ClassTally::recalled).sum();
        int largest = tallies.stream().mapToInt(ClassTally::cases).max().orElse(0);
        return new Decisions(correct, (double) largest / cases);
    }
}
