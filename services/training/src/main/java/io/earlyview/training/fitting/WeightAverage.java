package io.earlyview.training.fitting;

import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A running average of a network's values over its steps: steadier than the last step's. */
final class WeightAverage {
    private final double kept;
    private final Map<String, float[]> averages = new LinkedHashMap<>();
    private int steps;

    /** {@code kept}: share of the average that a step leaves; 0 averages nothing. */
    WeightAverage(double kept) {
        this.kept = kept;
    }

    void add(TorchNetwork network) {
        if (kept == 0) {
            return;
        }
        steps++;
        // Early on the average follows quickly, or it would remember the first values for long.
        float share = (float) Math.min(kept, (1.0 + steps) / (10.0 + steps));
        network.weights().values().forEach((name, values) -> {
            float[] average = averages.computeIfAbsent(name, any -> values.clone());
            for (int i = 0; i < average.length; i++) {
                average[i] = share * average[i] + (1 - share) * values[i];
            }
        });
    }

    Checkpoint.Average state() {
        Map<String, float[]> copy = new LinkedHashMap<>();
        averages.forEach((name, values) -> copy.put(name, values.clone()));
        return new Checkpoint.Average(new Weights(copy), steps);
    }

    void load(Checkpoint.Average state) {
        averages.clear();
        state.values().values().forEach((name, values) -> averages.put(name, values.clone()));
        steps = state.steps();
    }

    Optional<Weights> current() {
        return averages.isEmpty() ? Optional.empty() : Optional.of(new Weights(averages));
    }
}
