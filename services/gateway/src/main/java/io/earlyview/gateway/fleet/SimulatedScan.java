package io.earlyview.gateway.fleet;

import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Spacing;
import java.util.List;

/** One simulated patient on the table, whoever simulates. */
interface SimulatedScan {
    /** Who it is, within the cohort: several scans may be one patient's. */
    String patient();

    /** The simulated truth: one of the exam's classes, or the quantity. */
    LabelValue truth();

    /** What training is told: the simulated reader's verdict, which is sometimes wrong. */
    LabelValue label();

    /** As the scanner says it. */
    Spacing spacing();

    /** The indices of the frames that each stop of the scanner yields, in order of time. */
    List<List<Integer>> stops();

    /** How long the scanner takes. */
    ScanTimes times();

    /** The frame of this index. Takes milliseconds. */
    Projection frame(int index);
}
