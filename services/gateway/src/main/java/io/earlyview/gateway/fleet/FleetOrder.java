package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;

/**
 * What a fleet shall do.
 *
 * @param run distinguishes acquisitions of one run from those of another; the same run again is the same acquisitions
 * @param labelled whether the simulated reader's verdict, with its mistakes, is sent after each scan
 * @param window most requests without a receipt, per scanner
 */
public record FleetOrder(
        ExamDescriptor exam,
        String run,
        long seed,
        int acquisitions,
        int scanners,
        ViewSelection views,
        boolean labelled,
        Speed speed,
        int window) {
    public FleetOrder {
        require(acquisitions, 1_000_000, "acquisitions");
        require(scanners, 2_000, "scanners");
        require(window, 4_096, "window");
    }

    private static void require(int value, int most, String name) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 to " + most);
        }
    }
}
