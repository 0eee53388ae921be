package io.earlyview.training.fitting.recipe;

import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;

/**
 * How a network is made and fitted, apart from what the plan says.
 *
 * @param start how first values are drawn
 * @param weightDecay share of each weight taken off a step, times the learning rate
 * @param clipNorm longest gradient over all parameters together
 * @param schedule course of the learning rate
 * @param averaging share of the running average of the weights that a step leaves; 0 keeps the last weights instead
 * @param calibrated whether a slope and an offset of the logit are fitted on the inner validation examples
 */
public record Recipe(
        NetworkSpecification network,
        Weights.Start start,
        Augmentation augmentation,
        double weightDecay,
        double clipNorm,
        Schedule schedule,
        double averaging,
        boolean calibrated) {}
