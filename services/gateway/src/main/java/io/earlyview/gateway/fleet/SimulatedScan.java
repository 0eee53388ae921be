package io.earlyview.gateway.fleet;

import io.earlyview.gateway.domain.Projection;
import java.time.Duration;
import java.util.List;

/** One simulated patient on the table, whoever simulates. */
interface SimulatedScan {
    /** The simulated truth, one of the exam's classes. */
    String truth();

    /** The simulated reader's verdict, one of the exam's classes; sometimes wrong. */
    String label();

    /** The indices of the frames that each stop of the camera yields, in order of time. */
    List<List<Integer>> stops();

    /** How long the camera stays at a stop. */
    Duration stopDuration();

    /** The frame of this index. Takes milliseconds. */
    Projection frame(int index);
}
