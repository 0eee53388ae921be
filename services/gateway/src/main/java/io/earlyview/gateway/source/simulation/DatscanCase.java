package io.earlyview.gateway.source.simulation;

/**
 * One simulated patient, as a case to read.
 *
 * @param number which case of the cohort this is, from 0
 * @param seed seed of everything else about the case: anatomy, motion, noise
 * @param abnormal the simulated truth
 * @param readerSaysAbnormal the simulated reader's verdict, which is the label and sometimes wrong
 * @param borderline whether the uptake lies between the classes
 * @param ageYears age of the patient
 * @param female whether the patient is a woman
 * @param right uptake of the right striatum
 * @param left uptake of the left striatum
 * @param camera the camera that takes the views
 * @param countsPerView expected counts in one view, averaged over directions, at the start of the scan
 */
public record DatscanCase(
        int number,
        long seed,
        boolean abnormal,
        boolean readerSaysAbnormal,
        boolean borderline,
        double ageYears,
        boolean female,
        StriatumUptake right,
        StriatumUptake left,
        Camera camera,
        double countsPerView) {}
