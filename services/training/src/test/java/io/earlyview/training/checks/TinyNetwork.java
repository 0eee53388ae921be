package io.earlyview.training.checks;

import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Channel;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.OutputSpread;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.RunOutline.EpochChoice;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.observation.UnitActivity;
import io.earlyview.training.checks.observation.WeightUpdate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Two layers, really fitted by plain gradient descent to two classes of points, and watched: eight inputs, sixteen units with a
 * ReLU, two outputs. Numbers as they come, not as somebody thinks they look.
 */
final class TinyNetwork {
    private static final int INPUTS = 8;
    private static final int UNITS = 16;
    private static final int CASES = 320;
    private static final int BATCH = 16;
    private static final int EPOCHS = 50;
    private static final int STEPS = CASES / BATCH;

    /**
     * What is done to the network.
     *
     * @param inputScale of every input
     * @param firstBias of the units at the beginning
     * @param normalised whether the loss gets logarithms of probabilities, or raw outputs
     */
    record Treatment(double rate, double inputScale, double firstBias, boolean normalised) {
        static final Treatment SOUND = new Treatment(0.1, 1, 0, true);
    }

    private final Treatment treatment;
    private final Random random;
    private final double[][] points = new double[2 * CASES][INPUTS];
    private final int[] labels = new int[2 * CASES];
    private final double[][] first = new double[UNITS][INPUTS];
    private final double[] firstBias = new double[UNITS];
    private final double[][] second = new double[2][UNITS];
    private final double[] secondBias = new double[2];
    private final FaultWatch watch;

    /** Steps after which it was stopped; all of them where it was not. */
    private long stepsTaken;

    private TinyNetwork(Treatment treatment, long seed) {
        this.treatment = treatment;
        this.random = new Random(seed);
        Fed fed = Fed.LOG_PROBABILITIES;
        watch = new FaultWatch(
                new RunOutline(CrossEntropy.unweighted(fed, List.of(0.5, 0.5)), EPOCHS, STEPS, 178, EpochChoice.LAST));
        for (int i = 0; i < points.length; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < INPUTS; j++) {
                double shift = j < 3 ? 0.8 * (labels[i] - 0.5) : 0;
                points[i][j] = treatment.inputScale() * (random.nextGaussian() + shift);
            }
        }
        for (int u = 0; u < UNITS; u++) {
            firstBias[u] = treatment.firstBias();
            for (int j = 0; j < INPUTS; j++) {
                first[u][j] = random.nextGaussian() * Math.sqrt(2.0 / INPUTS);
            }
            second[0][u] = random.nextGaussian() * 0.25;
            second[1][u] = random.nextGaussian() * 0.25;
        }
    }

    /** How a run ended. */
    record Ended(FaultWatch watch, double share) {}

    /** Fits until all is done or the watch says stop. */
    static Ended fit(Treatment treatment, long seed) {
        TinyNetwork network = new TinyNetwork(treatment, seed);
        network.run();
        return new Ended(network.watch, (double) network.stepsTaken / (EPOCHS * STEPS));
    }

    private void run() {
        watch.take(profile());
        watch.take(opening());
        for (int epoch = 1; epoch <= EPOCHS && watch.verdict() == Verdict.GO_ON; epoch++) {
            double lossSum = 0;
            for (int i = 0; i < STEPS && watch.verdict() == Verdict.GO_ON; i++) {
                lossSum += step();
            }
            if (watch.verdict() == Verdict.GO_ON) {
                watch.take(activity());
                watch.take(epochEnd(epoch, lossSum / STEPS));
            }
        }
    }

    private DataProfile profile() {
        double squares = 0;
        double least = 0;
        double greatest = 0;
        for (double[] point : points) {
            for (double value : point) {
                squares += value * value / (points.length * INPUTS);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return new DataProfile(
                points.length,
                points.length,
                List.of(CASES / 2, CASES / 2),
                List.of(new Channel("all", 0, Math.sqrt(squares), least, greatest, 0)),
                new Parts(CASES, 0, 0, 0),
                List.of(),
                Optional.empty());
    }

    private Opening opening() {
        double loss = 0;
        double worst = 0;
        for (int i = 0; i < CASES; i++) {
            double[] outputs = outputs(units(points[i]));
            loss -= outputs[labels[i]] / CASES;
            worst = Math.max(worst, Math.abs(logSumExp(outputs)));
        }
        return new Opening(loss, OptionalDouble.of(worst));
    }

    private double step() {
        double[][] firstGradient = new double[UNITS][INPUTS + 1];
        double[][] secondGradient = new double[2][UNITS + 1];
        double loss = 0;
        for (int n = 0; n < BATCH; n++) {
            int i = random.nextInt(CASES);
            double[] units = units(points[i]);
            double[] outputs = outputs(units);
            loss -= outputs[labels[i]] / BATCH;
            for (int k = 0; k < 2; k++) {
                double wanted = k == labels[i] ? 1 : 0;
                double error = ((treatment.normalised() ? Math.exp(outputs[k]) : 0) - wanted) / BATCH;
                secondGradient[k][UNITS] += error;
                for (int u = 0; u < UNITS; u++) {
                    secondGradient[k][u] += error * units[u];
                    if (units[u] > 0) {
                        firstGradient[u][INPUTS] += error * second[k][u];
                        for (int j = 0; j < INPUTS; j++) {
                            firstGradient[u][j] += error * second[k][u] * points[i][j];
                        }
                    }
                }
            }
        }
        double firstNorm = norm(firstGradient);
        double secondNorm = norm(secondGradient);
        watch.take(new Step(
                stepsTaken + 1,
                loss,
                Math.hypot(firstNorm, secondNorm),
                List.of(new Step.Layer("first", firstNorm), new Step.Layer("second", secondNorm))));
        if (watch.verdict() == Verdict.GO_ON) {
            stepsTaken++;
            double firstWeights = norm(first);
            double secondWeights = norm(second);
            move(first, firstBias, firstGradient);
            move(second, secondBias, secondGradient);
            watch.take(new WeightUpdate(
                    stepsTaken,
                    List.of(
                            new WeightUpdate.Layer("first", treatment.rate() * firstNorm / firstWeights),
                            new WeightUpdate.Layer("second", treatment.rate() * secondNorm / secondWeights))));
        }
        return loss;
    }

    private UnitActivity activity() {
        int dead = UNITS;
        for (int u = 0; u < UNITS; u++) {
            for (int i = 0; i < CASES; i++) {
                if (units(points[i])[u] > 0) {
                    dead--;
                    break;
                }
            }
        }
        return new UnitActivity(stepsTaken, List.of(new UnitActivity.Layer("first", (double) dead / UNITS)));
    }

    private EpochEnd epochEnd(int epoch, double trainLoss) {
        double[] probabilities = new double[CASES];
        double[] targets = new double[CASES];
        double loss = 0;
        double squares = 0;
        for (int n = 0; n < CASES; n++) {
            double[] outputs = outputs(units(points[CASES + n]));
            probabilities[n] = Math.exp(outputs[1]);
            targets[n] = labels[CASES + n];
            double saved = 1 + outputs[labels[CASES + n]] / Math.log(2);
            loss -= outputs[labels[CASES + n]] / CASES;
            squares += saved * saved;
        }
        double share = 1 - loss / Math.log(2);
        return new EpochEnd(
                epoch,
                trainLoss,
                OptionalDouble.of(loss),
                OutputSpread.of(probabilities, targets),
                skill(0),
                skill(CASES),
                List.of(),
                new Gain(share, Math.sqrt((squares / CASES - share * share) / CASES), CASES));
    }

    private double skill(int from) {
        int correct = 0;
        for (int i = from; i < from + CASES; i++) {
            double[] outputs = outputs(units(points[i]));
            correct += outputs[labels[i]] > outputs[1 - labels[i]] ? 1 : 0;
        }
        return 2.0 * correct / CASES - 1;
    }

    private double[] units(double[] point) {
        double[] units = new double[UNITS];
        for (int u = 0; u < UNITS; u++) {
            double sum = firstBias[u];
            for (int j = 0; j < INPUTS; j++) {
                sum += first[u][j] * point[j];
            }
            units[u] = sum > 0 ? sum : Double.isNaN(sum) ? sum : 0;
        }
        return units;
    }

    private double[] outputs(double[] units) {
        double[] outputs = secondBias.clone();
        for (int k = 0; k < 2; k++) {
            for (int u = 0; u < UNITS; u++) {
                outputs[k] += second[k][u] * units[u];
            }
        }
        double normaliser = treatment.normalised() ? logSumExp(outputs) : 0;
        return new double[] {outputs[0] - normaliser, outputs[1] - normaliser};
    }

    private void move(double[][] weights, double[] bias, double[][] gradient) {
        for (int u = 0; u < weights.length; u++) {
            for (int j = 0; j < weights[u].length; j++) {
                weights[u][j] -= treatment.rate() * gradient[u][j];
            }
            bias[u] -= treatment.rate() * gradient[u][weights[u].length];
        }
    }

    private static double logSumExp(double[] values) {
        double greatest = Math.max(values[0], values[1]);
        return greatest + Math.log(Math.exp(values[0] - greatest) + Math.exp(values[1] - greatest));
    }

    private static double norm(double[][] matrix) {
        double squares = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }
}
