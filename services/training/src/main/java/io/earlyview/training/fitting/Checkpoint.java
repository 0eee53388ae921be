package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.torch.AdamState;
import java.util.List;

/**
 * All of a fitting between two epochs: what goes on from here, on the same examples by the same plan, ends with the same
 * bytes as what was never interrupted.
 *
 * @param epochsDone whole epochs
 * @param elapsedMillis since fitting began, without the time in which nobody fitted
 * @param weights with the running statistics
 * @param optimizer what Adam remembers
 * @param average running average of the weights
 * @param observations all that the checks were shown; showing them again brings the checks to where they were
 * @param findings what they named
 */
public record Checkpoint(
        int epochsDone,
        long elapsedMillis,
        Weights weights,
        AdamState optimizer,
        Average average,
        List<Observation> observations,
        List<NamedFinding> findings) {

    public Checkpoint {
        observations = List.copyOf(observations);
        findings = List.copyOf(findings);
    }

    /** A running average and how many steps it is over; without values where nothing is averaged. */
    public record Average(Weights values, int steps) {}
}
