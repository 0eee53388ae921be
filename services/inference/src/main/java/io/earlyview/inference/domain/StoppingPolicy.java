package io.earlyview.inference.domain;

import java.util.Optional;

/**
 * From when on a score allows to stop the scan, as the release's training calibrated it.
 *
 * @param leastFrames how many frames a score must rest on
 * @param normal at or below its limit the scan may stop as normal; none where no limit kept the risk
 * @param abnormal at or above its limit the scan may stop as abnormal; none where no limit kept the risk
 */
public record StoppingPolicy(int leastFrames, Optional<Limit> normal, Optional<Limit> abnormal) {
    /** The policy of a release that has none. */
    public static final StoppingPolicy NONE = new StoppingPolicy(0, Optional.empty(), Optional.empty());

    /**
     * A probability and what is risked by stopping there.
     *
     * @param riskAtMost upper one-sided 95 % bound on the share of wrong verdicts among cases that stopped so
     */
    public record Limit(double probability, double riskAtMost) {}

    /** What a probability on so many frames allows. */
    public ScoreStage stage(double probability, int frames) {
        if (frames < leastFrames) {
            return ScoreStage.PROVISIONAL;
        }
        if (abnormal.isPresent() && probability >= abnormal.get().probability()) {
            return ScoreStage.STOP_ABNORMAL;
        }
        return normal.isPresent() && probability <= normal.get().probability()
                ? ScoreStage.STOP_NORMAL
                : ScoreStage.PROVISIONAL;
    }

    /** The limit that a stage rests on. */
    public Optional<Limit> limit(ScoreStage stage) {
        return switch (stage) {
            case STOP_NORMAL -> normal;
            case STOP_ABNORMAL -> abnormal;
            case PROVISIONAL, FINAL, CANNOT_SCORE -> Optional.empty();
        };
    }
}
