package io.earlyview.gateway.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a label says. */
public sealed interface LabelValue {
    /** As a person writes it; {@link #read} takes it. */
    String text();

    /** One of the exam's classes. */
    record ClassName(String name) implements LabelValue {
        @Override
        public String text() {
            return name;
        }
    }

    /** A measured quantity in the exam's unit. */
    record Quantity(double value) implements LabelValue {
        @Override
        public String text() {
            return Double.toString(value);
        }
    }

    /**
     * What a text says of an exam: the class of this name whatever its case, or a finite number where the exam has no
     * classes; nothing if it is neither.
     */
    static Optional<LabelValue> read(String text, List<String> classes) {
        String wanted = text.strip();
        if (classes.isEmpty()) {
            try {
                double value = Double.parseDouble(wanted);
                return Double.isFinite(value) ? Optional.of(new Quantity(value)) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return classes.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(ClassName::new);
    }

    /** What {@link #read} takes, for a refusal. */
    static String expected(List<String> classes) {
        return classes.isEmpty() ? "a number" : "one of: " + String.join(", ", classes);
    }
}
