package io.earlyview.training.domain;

import java.util.List;
import java.util.Optional;

/**
 * Something that a check named while a network was fitted.
 *
 * @param rule name of the check, such as {@code prior-plateau}
 * @param sentence all of it in words
 * @param evidence the numbers with their limits, the deciding one first
 * @param meaning what the numbers mean
 * @param whatToDo what a person can do
 * @param remedy the same by the name under which a run may be asked for it, where a machine can
 */
public record NamedFinding(
        String rule,
        Grade grade,
        String sentence,
        List<Evidence> evidence,
        String meaning,
        String whatToDo,
        Optional<String> remedy) {

    public NamedFinding {
        evidence = List.copyOf(evidence);
    }

    /** How grave it is, the least first. */
    public enum Grade {
        /** Worth knowing. */
        NOTE,
        /** Likely to spoil the run; it goes on. */
        WARNING,
        /** Ends the run, and nothing is released. */
        ERROR
    }

    /**
     * A number and its limits.
     *
     * @param value may be no number
     * @param low minus infinity where there is no such limit
     * @param high infinity where there is no such limit
     */
    public record Evidence(String name, double value, double low, double high) {}
}
