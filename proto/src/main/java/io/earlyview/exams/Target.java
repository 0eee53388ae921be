package io.earlyview.exams;

import static io.earlyview.exams.Limits.require;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;

/** What an exam predicts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Target.Binary.class, name = "binary"),
    @JsonSubTypes.Type(value = Target.Classes.class, name = "classes"),
    @JsonSubTypes.Type(value = Target.Quantity.class, name = "quantity")
})
public sealed interface Target {

    /** Names of the classes in the order of the network's outputs; empty where a quantity is predicted. */
    List<String> classes();

    /**
     * One of two classes.
     *
     * @param classes negative, positive
     * @param threshold default operating point: the probability from which the decision is positive
     */
    record Binary(List<String> classes, double threshold) implements Target {
        public Binary {
            classes = List.copyOf(classes);
            require(classes.size() == 2, "a binary target has 2 classes, not " + classes.size());
            require(threshold >= 0 && threshold <= 1, "threshold " + threshold + " is not in [0, 1]");
        }

        /** The class whose probability is given. */
        public String positiveClass() {
            return classes.getLast();
        }
    }

    /** One of several classes. The decision is the most probable one. */
    record Classes(List<String> classes) implements Target {
        public Classes {
            classes = List.copyOf(classes);
            require(classes.size() > 2, "a target of several classes has more than 2, not " + classes.size());
            require(new HashSet<>(classes).size() == classes.size(), "classes " + classes + " repeat a name");
        }
    }

    /**
     * A physical quantity that grows with the size of what is seen, such as a volume.
     *
     * @param unit in UCUM, such as {@code mL}
     * @param least smallest value that a label may have
     * @param most largest value that a label may have
     */
    record Quantity(String unit, double least, double most) implements Target {
        public Quantity {
            require(least > 0 && most > least, "quantities from " + least + " to " + most);
        }

        @Override
        public List<String> classes() {
            return List.of();
        }
    }
}
