package io.earlyview.training.checks.observation;

import java.util.List;

/** What a run minimises. Mean losses over a batch or a part; nothing below 0 is possible for any of them. */
public sealed interface Objective {

    /** Lowest mean loss that an output which does not depend on the input can reach: what ignorance costs. */
    double constantLoss();

    /**
     * Cross-entropy over classes, in nats.
     *
     * @param shares of the classes among the training examples; two for one logit and a label of 0 or 1
     * @param weights what an example of each class counts in the mean, which is divided by the sum of the counts; all 1 where
     *     classes are not weighted
     * @param fed what the loss takes
     */
    record CrossEntropy(List<Double> shares, List<Double> weights, Fed fed) implements Objective {
        public CrossEntropy {
            shares = List.copyOf(shares);
            weights = List.copyOf(weights);
            if (shares.size() < 2 || weights.size() != shares.size()) {
                throw new IllegalArgumentException("there are " + shares.size() + " shares and " + weights.size()
                        + " weights; both are needed for each of at least 2 classes");
            }
        }

        /** Without class weights. */
        public static CrossEntropy unweighted(Fed fed, List<Double> shares) {
            return new CrossEntropy(shares, shares.stream().map(share -> 1.0).toList(), fed);
        }

        /** Entropy of the shares as weighted. */
        @Override
        public double constantLoss() {
            double whole = 0;
            for (int i = 0; i < shares.size(); i++) {
                whole += shares.get(i) * weights.get(i);
            }
            double entropy = 0;
            for (int i = 0; i < shares.size(); i++) {
                double share = shares.get(i) * weights.get(i) / whole;
                entropy -= share > 0 ? share * Math.log(share) : 0;
            }
            return entropy;
        }

        /** Loss of giving every class the same probability. */
        public double uniformLoss() {
            return Math.log(shares.size());
        }

        /** Whether an example of one class counts more than one of another. */
        public boolean weighted() {
            return weights.stream().distinct().count() > 1;
        }

        /** What the loss takes from the network. */
        public enum Fed {
            /** Raw outputs, normalised inside the loss. */
            LOGITS,
            /** Logarithms of probabilities: the negative log-likelihood, which has no lower bound on anything else. */
            LOG_PROBABILITIES
        }
    }

    /**
     * A loss on a quantity, such as the squared error.
     *
     * @param constantLoss of the best constant: the variance of the training targets for the squared error
     */
    record Regression(double constantLoss) implements Objective {}
}
