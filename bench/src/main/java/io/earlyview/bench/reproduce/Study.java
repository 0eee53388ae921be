package io.earlyview.bench.reproduce;

import io.earlyview.exams.ExamDescriptor;
import java.util.List;

/**
 * A source problem to be run again.
 *
 * @param question what its author asked
 * @param cohort how the simulated cases were made, in a sentence
 * @param arms the source's way first
 * @param folds parts that the cases fall into, by patient; each is held out once where a way takes all of them
 * @param answer what the figures answer, whatever they turn out to be
 */
record Study(ExamDescriptor exam, String question, String cohort, List<Arm> arms, int folds, String answer) {
    Study {
        arms = List.copyOf(arms);
    }
}
