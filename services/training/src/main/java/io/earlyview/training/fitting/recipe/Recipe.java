package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.Training;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;

/**
 * How a network is made and fitted, apart from what the plan says.
 *
 * @param start how first values are drawn
 * @param taught a network's file on the class path whose values are taken instead of drawn ones where name and size are
 *     the same; empty where all are drawn
 * @param augmentation how examples are varied each time they are seen
 * @param classesWeighted whether rare classes weigh more in the loss
 * @param descent how steps are taken
 * @param calibrated whether the line on the outputs is fitted on the inner validation examples
 */
public record Recipe(
        NetworkSpecification network,
        Weights.Start start,
        String taught,
        Training.Augmentation augmentation,
        boolean classesWeighted,
        Descent descent,
        boolean calibrated) {

    /** Fitted as we would: drawn at the prior, calibrated, loss and variations as the exam says. */
    static Recipe careful(NetworkSpecification network, Training training) {
        return new Recipe(
                network,
                Weights.Start.HE_AT_PRIOR,
                "",
                training.augmentation(),
                training.loss() == Training.Loss.WEIGHTED_CROSS_ENTROPY,
                Descent.CAREFUL,
                true);
    }

    /** Fitted as the source problems were: library defaults, nothing calibrated. */
    static Recipe asFound(NetworkSpecification network, Training.Augmentation augmentation) {
        return new Recipe(network, Weights.Start.TORCH_DEFAULT, "", augmentation, false, Descent.AS_FOUND, false);
    }

    Recipe through(NetworkSpecification other) {
        return new Recipe(other, start, taught, augmentation, classesWeighted, descent, calibrated);
    }

    Recipe startedAt(Weights.Start other) {
        return new Recipe(network, other, taught, augmentation, classesWeighted, descent, calibrated);
    }

    Recipe taughtBy(String resource) {
        return new Recipe(network, start, resource, augmentation, classesWeighted, descent, calibrated);
    }

    Recipe varied(Training.Augmentation other) {
        return new Recipe(network, start, taught, other, classesWeighted, descent, calibrated);
    }

    Recipe weighingClasses() {
        return new Recipe(network, start, taught, augmentation, true, descent, calibrated);
    }

    Recipe clipped(double norm) {
        return new Recipe(network, start, taught, augmentation, classesWeighted, descent.clipped(norm), calibrated);
    }
}
