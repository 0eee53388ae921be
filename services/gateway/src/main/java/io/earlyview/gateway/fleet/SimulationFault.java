package io.earlyview.gateway.fleet;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with a simulated cohort on purpose, in the order in which several are put into one. */
public enum SimulationFault {
    /** Half of the acquisitions are copies, blown up or shrunk, with the label of the original. */
    UNSCALED_LABELS,
    /** Sites differ to the eye, and most positive cases come from two of the four. */
    CONFOUNDED_SITES,
    /** The labels are dealt out again among the acquisitions. */
    SHUFFLED_LABELS,
    /** Each spacing says 1 mm on all axes. */
    DROPPED_SPACING,
    /** Each acquisition says that it is a patient of its own. */
    LEAKED_PATIENTS;

    /** How a person writes it, such as {@code leaked-patients}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of this {@link #optionName()}, whatever its case. */
    public static Optional<SimulationFault> named(String text) {
        return Stream.of(values())
                .filter(fault -> fault.optionName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
