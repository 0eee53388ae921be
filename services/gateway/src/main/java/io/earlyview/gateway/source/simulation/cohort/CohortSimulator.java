package io.earlyview.gateway.source.simulation.cohort;

import java.util.List;
import java.util.stream.IntStream;

/** A simulated cohort: any case by its number, whatever was made before. May be asked by several threads at once. */
public interface CohortSimulator {

    /** The case with this number, from 0. Cheap: pictures are made later. */
    CohortCase at(int number);

    /** The cases from 0 on. */
    default List<CohortCase> first(int cases) {
        return IntStream.range(0, cases).mapToObj(this::at).toList();
    }
}
