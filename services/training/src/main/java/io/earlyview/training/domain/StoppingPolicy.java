package io.earlyview.training.domain;

import java.util.OptionalDouble;

/**
 * From when on a score allows to stop the scan, and how often that was wrong on cases that had no part in choosing it.
 *
 * @param leastFrames how many frames a score must rest on
 * @param normalAtMost at or below this probability it may stop as normal; empty where no limit kept the risk
 * @param abnormalAtLeast at or above this probability it may stop as abnormal; empty where no limit kept the risk
 * @param riskLimit largest share of wrong verdicts that was asked for
 * @param cases that the risk was counted on
 * @param meanFrames how many frames they took before they stopped or ended
 */
public record StoppingPolicy(
        int leastFrames,
        OptionalDouble normalAtMost,
        OptionalDouble abnormalAtLeast,
        double riskLimit,
        Stopped normal,
        Stopped abnormal,
        int cases,
        double meanFrames) {

    /**
     * The cases that it stopped one way.
     *
     * @param wrong whose label is the other class
     * @param riskAtMost upper one-sided 95 % bound of the share that is wrong; 1 of no cases
     */
    public record Stopped(int stopped, int wrong, double riskAtMost) {}
}
