package io.earlyview.training.checks;

import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Channel;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.checks.observation.Objective;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Objective.Regression;
import io.earlyview.training.checks.observation.OneBatch;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.RunOutline.EpochChoice;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.observation.UnitActivity;
import io.earlyview.training.checks.observation.WeightUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Traces of trainings in which nothing is wrong, however they look: noisy, slow to leave the prior, of few cases, of a class in a
 * hundred, of a quantity, with a weak signal, with a learning rate that restarts, with several weighted classes.
 */
final class HealthyRuns {
    private static final int STEPS = 40;
    private static final List<String> LAYERS = List.of("conv1", "conv2", "conv3", "dense");

    /** How a kind of run looks. {@code gain}: share of ignorance's loss that is taken off in the end. */
    enum Kind {
        ORDINARY(Runs.BINARY, 60, 400, 0.6, 0, 0.02),
        SLOW(Runs.BINARY, 100, 400, 0.5, 5, 0.01),
        SMALL(Runs.BINARY, 60, 30, 0.5, 0, 0.08),
        RARE(CrossEntropy.unweighted(Fed.LOGITS, List.of(0.99, 0.01)), 80, 400, 0.4, 2, 0.05),
        QUANTITY(new Regression(1), 60, 60, 0.7, 0, 0.05),
        WEAK(Runs.BINARY, 40, 900, 0.05, 1, 0.01),
        RESTARTS(Runs.BINARY, 60, 400, 0.6, 0, 0.03),
        WEIGHTED(new CrossEntropy(List.of(0.54, 0.45, 0.01), List.of(1.0, 1.1, 7.3), Fed.LOGITS), 30, 40, 0.8, 1, 0.04);

        private final Objective objective;
        private final int epochs;
        private final int patients;
        private final double gain;
        private final int asleep;
        private final double noise;

        Kind(Objective objective, int epochs, int patients, double gain, int asleep, double noise) {
            this.objective = objective;
            this.epochs = epochs;
            this.patients = patients;
            this.gain = gain;
            this.asleep = asleep;
            this.noise = noise;
        }
    }

    private final Kind kind;
    private final Random random;
    private final RunOutline outline;
    private final FaultWatch watch;

    private HealthyRuns(long seed) {
        kind = Kind.values()[(int) (seed % Kind.values().length)];
        random = new Random(seed);
        outline = new RunOutline(kind.objective, kind.epochs, STEPS, 300_000, EpochChoice.LAST);
        watch = new FaultWatch(outline);
    }

    /** What is said of the healthy run of this seed; its kind is the seed modulo the number of kinds. */
    static List<Finding> findings(long seed) {
        HealthyRuns run = new HealthyRuns(seed);
        run.before();
        for (int epoch = 1; epoch <= run.kind.epochs; epoch++) {
            run.epoch(epoch);
        }
        run.watch.take(new Outcome(
                4 * run.kind.patients,
                run.kind.patients,
                Optional.empty(),
                new Permutation(5 * run.kind.patients, 9999, 0.0005 * run.random.nextDouble()),
                OptionalDouble.empty(),
                run.skill(run.kind.epochs) + 0.1,
                run.skill(run.kind.epochs)));
        return run.watch.findings();
    }

    static Kind kind(long seed) {
        return new HealthyRuns(seed).kind;
    }

    private void before() {
        double constant = kind.objective.constantLoss();
        watch.take(new DataProfile(
                5 * kind.patients,
                kind.patients,
                List.of(),
                List.of(new Channel("1", 0.4 * random.nextGaussian(), 0.3 + random.nextDouble(), -5, 9, 0)),
                new Parts(kind.patients, 0, 0, 0),
                List.of(),
                Optional.empty()));
        watch.take(new OneBatch(16, 200, 0.7, 0.3 * random.nextDouble() * 0.69, 0.69));
        double start = kind.objective instanceof CrossEntropy entropy ? entropy.uniformLoss() : constant;
        watch.take(new Opening(start * (1 + 0.1 * Math.abs(random.nextGaussian())), OptionalDouble.of(1.1)));
    }

    private void epoch(int epoch) {
        for (int i = 1; i <= STEPS; i++) {
            step((epoch - 1L) * STEPS + i, epoch);
        }
        watch.take(new UnitActivity(
                (long) epoch * STEPS,
                LAYERS.stream()
                        .map(name -> new UnitActivity.Layer(name, 0.35 * random.nextDouble()))
                        .toList()));
        double constant = kind.objective.constantLoss();
        double learned = learned(epoch);
        double validationNoise = 3 * kind.noise * random.nextGaussian();
        double share = 0.8 * learned * kind.gain - validationNoise;
        watch.take(new EpochEnd(
                epoch,
                positive(constant * (1 - learned * kind.gain + kind.noise * random.nextGaussian())),
                OptionalDouble.of(positive(constant * (1 - share))),
                spread(epoch, learned),
                skill(epoch) + 0.1 * learned + 0.05 * random.nextGaussian(),
                skill(epoch) + 0.05 * random.nextGaussian(),
                tallies(learned),
                new Gain(share, 3 * kind.noise, kind.patients)));
    }

    private void step(long number, int epoch) {
        double constant = kind.objective.constantLoss();
        double loss = constant * (1 - learned(epoch) * kind.gain) * Math.exp(0.5 * random.nextGaussian());
        double norm = 2 * Math.exp(0.8 * random.nextGaussian());
        List<Step.Layer> gradients = new ArrayList<>();
        List<WeightUpdate.Layer> updates = new ArrayList<>();
        double rate = 0.5 * (1 + Math.cos(Math.PI * number / outline.steps())) * Math.min(1, number / 50.0);
        for (int i = 0; i < LAYERS.size(); i++) {
            double share = Math.pow(0.4, LAYERS.size() - 1 - i) * Math.exp(0.5 * random.nextGaussian());
            gradients.add(new Step.Layer(LAYERS.get(i), norm * share));
            updates.add(new WeightUpdate.Layer(LAYERS.get(i), 3e-3 * rate * Math.exp(0.7 * random.nextGaussian())));
        }
        watch.take(new Step(number, loss, norm, gradients));
        watch.take(new WeightUpdate(number, updates));
    }

    /** From 0 at the prior to 1; falls back for a few epochs at a restart. */
    private double learned(int epoch) {
        int awake = Math.max(0, epoch - kind.asleep);
        double learned = 1 - Math.exp(-6.0 * awake / kind.epochs);
        boolean restarted = kind == Kind.RESTARTS && epoch % 15 < 2 && epoch > 10;
        return restarted ? 0.3 * learned : learned;
    }

    /** Asleep it doubles from epoch to epoch, as weights grow along the gradient's direction. */
    private double spread(int epoch, double learned) {
        double asleep = 0.004 * Math.pow(2, Math.min(epoch, kind.asleep)) * (0.8 + 0.4 * random.nextDouble());
        double awake = Math.sqrt(kind.gain * learned) * (0.7 + 0.4 * random.nextDouble());
        return Math.max(asleep, awake);
    }

    private double skill(int epoch) {
        return 0.8 * learned(epoch) * kind.gain;
    }

    private List<ClassTally> tallies(double learned) {
        if (kind.objective instanceof Regression) {
            return List.of();
        }
        int recalled = (int) (10 * learned * (0.6 + 0.4 * random.nextDouble()));
        return List.of(new ClassTally(90, 100 - recalled, 80), new ClassTally(10, recalled, recalled));
    }

    private static double positive(double loss) {
        return Math.max(1e-4, loss);
    }
}
