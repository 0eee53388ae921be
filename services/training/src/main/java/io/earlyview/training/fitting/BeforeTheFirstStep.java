package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.OneBatch;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What can be measured on a network that has not been fitted yet. It stays as it was. */
final class BeforeTheFirstStep {
    private static final int EXAMPLES_LOOKED_AT = 64;
    private static final int CASES = 8;
    /** Share of the planned steps' work that one batch may cost. */
    private static final double BUDGET = 0.02;
    /** Fewer steps say little. */
    private static final int STEPS_MIN = 50;

    private static final int STEPS_MAX = 200;
    /** Below this share of what ignorance costs the batch is learned, and further steps would say no more. */
    private static final double LEARNED = 0.45;

    private BeforeTheFirstStep() {}

    /** The loss of the untrained network, normalised as in fitting. */
    static Opening opening(Prepared run, TorchNetwork network) {
        List<LabelledExample> some = run.some(EXAMPLES_LOOKED_AT);
        double[][] outputs = Outputs.unsettled(network, some);
        OptionalDouble logSumExp = run.head() instanceof Head.RawClassScores
                ? Arrays.stream(outputs)
                        .mapToDouble(row -> Math.abs(
                                Math.log(Arrays.stream(row).map(Math::exp).sum())))
                        .max()
                : OptionalDouble.empty();
        double[] wanted = run.wanted(some);
        return new Opening(run.loss(outputs, wanted), priorLoss(run, wanted), logSumExp);
    }

    /** What always saying how common each class is costs on these examples. */
    private static OptionalDouble priorLoss(Prepared run, double[] wanted) {
        return run.target().classes().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(new Gains(run).constantLoss(wanted));
    }

    /** One small batch, fitted again and again until it is learned, and undone; nothing where that would cost too much of a short run. */
    static Optional<OneBatch> oneBatch(Prepared run, TorchNetwork network) {
        List<LabelledExample> few = fewOfEachClass(run);
        int steps = (int) Math.min(STEPS_MAX, BUDGET * run.steps() * run.plan().batchSize() / few.size());
        double constant = constantLoss(run, few);
        if (steps < STEPS_MIN || !(constant > 0)) {
            return Optional.empty();
        }
        float[] frames = Outputs.stacked(few);
        float[] wanted = new float[few.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = run.targets().of(few.get(i), 1);
        }
        List<Double> losses = new ArrayList<>();
        network.rehearse(() -> {
            while (losses.size() < steps && (losses.isEmpty() || !(losses.getLast() < LEARNED * constant))) {
                losses.add(
                        network.step(frames, wanted, run.plan().learningRate()).loss());
            }
        });
        return Optional.of(new OneBatch(few.size(), losses.size(), losses.getFirst(), losses.getLast(), constant));
    }

    /** The classes in turn, until there are enough. */
    private static List<LabelledExample> fewOfEachClass(Prepared run) {
        if (run.target().classes().isEmpty()) {
            return run.some(CASES);
        }
        Map<Integer, List<LabelledExample>> classes = new TreeMap<>();
        run.train().forEach(example -> classes.computeIfAbsent(example.classIndex(), _ -> new ArrayList<>())
                .add(example));
        Collection<Iterator<LabelledExample>> turns =
                classes.values().stream().map(List::iterator).toList();
        List<LabelledExample> few = new ArrayList<>();
        while (few.size() < Math.min(CASES, run.train().size())) {
            for (Iterator<LabelledExample> turn : turns) {
                if (turn.hasNext() && few.size() < CASES) {
                    few.add(turn.next());
                }
            }
        }
        return few;
    }

    /** Mean loss of the best output that is the same for all of them. */
    private static double constantLoss(Prepared run, List<LabelledExample> few) {
        int classes = run.target().classes().size();
        if (classes == 0) {
            return Math.pow(Numbers.deviation(run.wanted(few)), 2);
        }
        double entropy = 0;
        for (double share : run.weighted(Classes.shares(few, classes))) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }
}
