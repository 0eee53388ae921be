package io.earlyview.training.runs;

import io.earlyview.v1.StoppedCases;
import io.earlyview.v1.StoppingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * When a score allows to stop the scan, and how often that was wrong.
 *
 * @param normalAtMost absent where it never stops as normal
 * @param abnormalAtLeast absent where it never stops as abnormal
 * @param cases that the risk was counted on, none of which had a part in choosing the limits
 * @param meanFrames that they took
 */
public record StoppingView(
        int leastFrames,
        @Nullable Double normalAtMost,
        @Nullable Double abnormalAtLeast,
        double riskLimit,
        StoppedView normal,
        StoppedView abnormal,
        int cases,
        double meanFrames) {

    /** Cases stopped one way; {@code riskAtMost} is the upper one-sided 95 % bound of the share that is wrong. */
    public record StoppedView(int stopped, int wrong, double riskAtMost) {}

    static StoppingView of(StoppingPolicy policy) {
        return new StoppingView(
                policy.getLeastFrames(),
                policy.hasNormalAtMost() ? Double.valueOf(policy.getNormalAtMost()) : null,
                policy.hasAbnormalAtLeast() ? Double.valueOf(policy.getAbnormalAtLeast()) : null,
                policy.getRiskLimit(),
                stopped(policy.getStoppedNormal()),
                stopped(policy.getStoppedAbnormal()),
                policy.getCases(),
                policy.getMeanFrames());
    }

    private static StoppedView stopped(StoppedCases cases) {
        return new StoppedView(cases.getStopped(), cases.getWrong(), cases.getRiskAtMost());
    }
}
