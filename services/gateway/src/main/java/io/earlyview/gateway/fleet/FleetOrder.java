package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a fleet shall do.
 *
 * @param run distinguishes acquisitions of one run from those of another; the same run again is the same acquisitions
 * @param patients which cohort the patients come from
 * @param labelled whether the simulated reader's verdict, with its mistakes, is sent after each scan
 * @param window most requests without a receipt, per scanner
 */
public record FleetOrder(
        ExamDescriptor exam,
        String run,
        CohortOrder patients,
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
        Set<SimulationFault> possible = Cohorts.faults(exam.exam())
                .orElseThrow(() -> new IllegalArgumentException("exam is " + exam.exam()
                        + ", and there are simulators for " + String.join(", ", Cohorts.exams())));
        for (SimulationFault fault : patients.sortedFaults()) {
            if (!possible.contains(fault)) {
                throw new IllegalArgumentException("fault is " + fault.optionName() + ", and " + exam.exam()
                        + " can have " + (possible.isEmpty() ? "none" : names(possible)));
            }
        }
    }

    private static String names(Set<SimulationFault> faults) {
        return faults.stream().sorted().map(SimulationFault::optionName).collect(Collectors.joining(", "));
    }

    private static void require(int value, int most, String name) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 to " + most);
        }
    }
}
