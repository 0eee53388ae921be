package io.earlyview.gateway.fleet;

/** Simulated patients by number, from 0; the same number is always the same patient. */
@FunctionalInterface
interface SimulatedCohort {
    /** The patient of this number, ready for the first stop. Takes tens of milliseconds. */
    SimulatedScan prepare(int number);
}
