package io.earlyview.bench.reproduce;

import java.util.List;
import java.util.function.Supplier;

/**
 * One way on one cohort.
 *
 * @param cohort what sets these cases apart from the study's others, in a word; empty where there is one cohort
 * @param cases made when asked for: several cohorts would not fit into memory together
 */
record Arm(String cohort, Way way, Supplier<List<StudyCase>> cases) {
    String title() {
        return cohort.isEmpty() ? way.name() : cohort + ": " + way.name();
    }
}
