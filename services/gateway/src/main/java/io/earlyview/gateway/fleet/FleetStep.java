package io.earlyview.gateway.fleet;

import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.Pseudonym;

/** Something that happened to a simulated acquisition and has its receipt. */
public sealed interface FleetStep {
    /** Which acquisition, and what the simulator knows of it. */
    SimulatedAcquisition of();

    /** Ingestion has the beginning. */
    record Started(SimulatedAcquisition of) implements FleetStep {}

    /** Ingestion has one frame more. */
    record FrameTaken(SimulatedAcquisition of, int index, int taken) implements FleetStep {}

    /** Ingestion refused a message. */
    record Refused(SimulatedAcquisition of, String explanation) implements FleetStep {}

    /** Everything is on the broker, the end included. */
    record Ended(SimulatedAcquisition of, EndOfScan end, int framesSent) implements FleetStep {}

    /** Ingestion was lost on the way. */
    record Lost(SimulatedAcquisition of, String reason) implements FleetStep {}

    /**
     * One simulated acquisition.
     *
     * @param number of the case in its cohort, from 0
     * @param scanner from 0
     * @param truth the simulated truth: one of the exam's classes, or a quantity in its unit
     * @param label the simulated reader's verdict, with a reader's mistakes
     */
    record SimulatedAcquisition(
            Pseudonym id, int number, int scanner, int expectedFrames, String truth, String label) {}
}
