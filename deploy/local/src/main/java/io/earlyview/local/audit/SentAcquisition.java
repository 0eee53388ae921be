package io.earlyview.local.audit;

import io.earlyview.exams.ExamDescriptor;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a gateway holds receipts for of one acquisition: these are promises.
 *
 * @param accepted indices of the frames that were accepted
 * @param ended whether its end was accepted
 * @param labelled whether a label was accepted
 */
public record SentAcquisition(String id, String exam, Set<Integer> accepted, boolean ended, boolean labelled) {
    public SentAcquisition {
        accepted = Set.copyOf(accepted);
    }

    /** Whether every frame that a first score needs was accepted. */
    boolean scorable(ExamDescriptor descriptor) {
        double step = descriptor.frames().angularStepDegrees();
        return descriptor.neededFrames().stream()
                .allMatch(needed -> accepted.stream().anyMatch(index -> needed.accepts(index * step % 360, index)));
    }

    /** Accepted frames that are not among these, in order. */
    Set<Integer> without(Set<Integer> indices) {
        Set<Integer> missing = new TreeSet<>(accepted);
        missing.removeAll(indices);
        return missing;
    }
}
