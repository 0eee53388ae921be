package io.earlyview.gateway.fleet;

import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which simulated patients a fleet takes.
 *
 * @param seed of the cohort: the same seed is the same patients
 * @param mode how much their pictures say about their labels
 * @param faults what is wrong with the cohort on purpose
 */
public record CohortOrder(long seed, SignalMode mode, Set<SimulationFault> faults) {
    public CohortOrder {
        faults = Set.copyOf(faults);
    }

    /** The cohort of this seed, as the exam is taken to be and with nothing wrong. */
    public static CohortOrder ofSeed(long seed) {
        return new CohortOrder(seed, SignalMode.NORMAL, Set.of());
    }

    /** What makes its cases others than those of the same seed: mode and faults, such as {@code null+shuffled-labels}. */
    String variant() {
        return Stream.concat(
                        Stream.of(mode.name().toLowerCase(Locale.ROOT)),
                        sortedFaults().stream().map(SimulationFault::optionName))
                .collect(Collectors.joining("+"));
    }

    List<SimulationFault> sortedFaults() {
        return faults.stream().sorted().toList();
    }
}
