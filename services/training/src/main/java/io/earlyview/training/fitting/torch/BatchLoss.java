package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.earlyview.training.fitting.network.Head;

/** The mean loss of a batch, by the network's head. DJL's own binary loss has the wrong sign on probabilities. */
final class BatchLoss {
    private final Head head;
    private final float[] classWeights;

    /** {@code classWeights}: weight of an example of each class; empty where all weigh the same. */
    BatchLoss(Head head, float[] classWeights) {
        this.head = head;
        this.classWeights = classWeights;
    }

    /** {@code targets}: index of the class, or what the outputs should be; example by example. */
    NDArray of(NDArray outputs, float[] targets) {
        return switch (head) {
            case Head.OneLogit _ ->
                binary(outputs.reshape(targets.length), outputs.getManager().create(targets));
            case Head.TwoLogits two -> crossEntropy(outputs.logSoftmax(1), targets, two.outputs());
            case Head.ClassLogits classes -> crossEntropy(outputs.logSoftmax(1), targets, classes.classes());
            case Head.RawClassScores classes -> crossEntropy(outputs, targets, classes.classes());
            case Head.LogVolume _, Head.RawQuantity _ ->
                outputs.reshape(targets.length)
                        .sub(outputs.getManager().create(targets))
                        .square()
                        .mean();
            case Head.Measurements _ ->
                outputs.sub(outputs.getManager().create(targets, outputs.getShape()))
                        .square()
                        .mean();
        };
    }

    /** Mean of max(z, 0) − z·y + log(1 + exp(−|z|)): finite for every logit. */
    private static NDArray binary(NDArray logits, NDArray labels) {
        return logits.maximum(0f)
                .sub(logits.mul(labels))
                .add(logits.abs().neg().exp().add(1f).log())
                .mean();
    }

    /** −Σ w log P(class) / Σ w. What comes in is taken for log-probabilities, whether it is that or not. */
    private NDArray crossEntropy(NDArray logProbabilities, float[] targets, int classes) {
        float[] weighted = new float[targets.length * classes];
        float sum = 0;
        for (int i = 0; i < targets.length; i++) {
            int target = (int) targets[i];
            float weight = classWeights.length == 0 ? 1 : classWeights[target];
            weighted[i * classes + target] = weight;
            sum += weight;
        }
        NDArray weights = logProbabilities.getManager().create(weighted, new Shape(targets.length, classes));
        return logProbabilities.mul(weights).sum().neg().div(sum);
    }
}
