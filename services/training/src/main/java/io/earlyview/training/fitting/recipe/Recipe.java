package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.Training;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;

/**
 * How a network is made and fitted, apart from what the plan says.
 *
 * @param start how first values are drawn
 * @param augmentation how examples are varied each time they are seen
 * @param classesWeighted whether rare classes weigh more in the loss
 * @param weightDecay share of each weight taken off a step, times the learning rate
 * @param clipNorm longest gradient over all parameters together
 * @param schedule course of the learning rate
 * @param averaging share of the running average of the weights that a step leaves; 0 keeps the last weights instead
 * @param calibrated whether the line on the outputs is fitted on the inner validation examples
 * @param taught a network's file on the class path whose values are taken instead of drawn ones where name and size are
 *     the same; empty where all are drawn
 */
public record Recipe(
        NetworkSpecification network,
        Weights.Start start,
        Training.Augmentation augmentation,
        boolean classesWeighted,
        double weightDecay,
        double clipNorm,
        Schedule schedule,
        double averaging,
        boolean calibrated,
        String taught) {

    /** All values are drawn. */
    public Recipe(
            NetworkSpecification network,
            Weights.Start start,
            Training.Augmentation augmentation,
            boolean classesWeighted,
            double weightDecay,
            double clipNorm,
            Schedule schedule,
            double averaging,
            boolean calibrated) {
        this(network, start, augmentation, classesWeighted, weightDecay, clipNorm, schedule, averaging, calibrated, "");
    }

    /** Fitted as we would: drawn at the prior, clipped, along a cosine, calibrated, loss and variations as the exam says. */
    static Recipe careful(NetworkSpecification network, Training training) {
        return new Recipe(
                network,
                Weights.Start.HE_AT_PRIOR,
                training.augmentation(),
                training.loss() == Training.Loss.WEIGHTED_CROSS_ENTROPY,
                0.05,
                1,
                Schedule.COSINE,
                0,
                true);
    }

    /** Fitted as the source problems were: library defaults, a constant rate, nothing clipped, nothing calibrated. */
    static Recipe asFound(NetworkSpecification network, Training.Augmentation augmentation) {
        return new Recipe(
                network,
                Weights.Start.TORCH_DEFAULT,
                augmentation,
                false,
                0,
                Double.MAX_VALUE,
                Schedule.CONSTANT,
                0,
                false);
    }

    Recipe through(NetworkSpecification other) {
        return new Recipe(
                other,
                start,
                augmentation,
                classesWeighted,
                weightDecay,
                clipNorm,
                schedule,
                averaging,
                calibrated,
                taught);
    }

    Recipe startedAt(Weights.Start other) {
        return new Recipe(
                network,
                other,
                augmentation,
                classesWeighted,
                weightDecay,
                clipNorm,
                schedule,
                averaging,
                calibrated,
                taught);
    }

    Recipe varied(Training.Augmentation other) {
        return new Recipe(
                network, start, other, classesWeighted, weightDecay, clipNorm, schedule, averaging, calibrated, taught);
    }

    Recipe weighingClasses() {
        return new Recipe(
                network, start, augmentation, true, weightDecay, clipNorm, schedule, averaging, calibrated, taught);
    }

    Recipe clipped(double norm) {
        return new Recipe(
                network,
                start,
                augmentation,
                classesWeighted,
                weightDecay,
                norm,
                schedule,
                averaging,
                calibrated,
                taught);
    }

    Recipe taughtBy(String resource) {
        return new Recipe(
                network,
                start,
                augmentation,
                classesWeighted,
                weightDecay,
                clipNorm,
                schedule,
                averaging,
                calibrated,
                resource);
    }
}
