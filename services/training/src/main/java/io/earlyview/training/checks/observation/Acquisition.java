package io.earlyview.training.checks.observation;

import java.util.List;

/**
 * How well the classes are told apart by how a picture was taken, without looking at what is in it.
 *
 * @param by what was looked at, such as level and noise at the border of the frames
 * @param examples looked at, of all parts
 * @param area under the ROC curve of the vote of each example's nearest neighbours among other patients; of several classes
 *     that of the best told one against the others
 * @param shuffles of labels between patients
 * @param p share of shuffles, the true order counted as one of them, that did at least as well
 */
public record Acquisition(List<String> by, int examples, double area, int shuffles, double p) implements Observation {
    public Acquisition {
        by = List.copyOf(by);
    }
}
