package io.earlyview.bench.reproduce;

import io.earlyview.exams.ExamDescriptor;
import java.util.List;

/**
 * A source problem to be run again.
 *
 * @param question what its author asked
 * @param cohort how the simulated cases were made, in a sentence
 * @param ways the source's way first
 * @param heldOutShare share of the cases that no way trains on, the same cases for all
 */
record Study(
        ExamDescriptor exam,
        String question,
        String cohort,
        List<StudyCase> cases,
        List<Way> ways,
        double heldOutShare) {
    Study {
        cases = List.copyOf(cases);
        ways = List.copyOf(ways);
    }
}
