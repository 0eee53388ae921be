package io.earlyview.training.checks.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule found.
 *
 * @param rule its name, such as {@code prior-plateau}
 * @param grade how grave
 * @param evidence the numbers with their limits, the deciding one first
 * @param meaning what the numbers mean
 * @param advice what to do
 * @param remedy the same for a machine, where a machine can
 */
public record Finding(
        String rule, Grade grade, List<Evidence> evidence, String meaning, String advice, Optional<Remedy> remedy) {

    public Finding {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a finding of " + rule + " needs at least 1 number, it has 0");
        }
    }

    /** A finding with something a machine can do about it. */
    public static Finding curable(
            String rule, Grade grade, List<Evidence> evidence, String meaning, String advice, Remedy remedy) {
        return new Finding(rule, grade, evidence, meaning, advice, Optional.of(remedy));
    }

    /** A finding that needs a person. */
    public static Finding forPeople(String rule, Grade grade, List<Evidence> evidence, String meaning, String advice) {
        return new Finding(rule, grade, evidence, meaning, advice, Optional.empty());
    }

    /** All of it in a few sentences. */
    public String inWords() {
        return evidence.stream()
                .map(Evidence::inWords)
                .collect(Collectors.joining(", ", rule + ": ", ". " + meaning + " " + advice));
    }
}
