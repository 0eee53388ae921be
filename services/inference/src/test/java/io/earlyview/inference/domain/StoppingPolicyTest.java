package io.earlyview.inference.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.domain.StoppingPolicy.Limit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoppingPolicyTest {
    private static final Limit NORMAL = new Limit(0.1, 0.02);
    private static final Limit ABNORMAL = new Limit(0.9, 0.04);

    @Test
    void stopsAtItsLimitsAndBeyondThem() {
        StoppingPolicy policy = new StoppingPolicy(4, Optional.of(NORMAL), Optional.of(ABNORMAL));
        assertEquals(ScoreStage.STOP_NORMAL, policy.stage(0.1, 4));
        assertEquals(ScoreStage.STOP_NORMAL, policy.stage(0, 4));
        assertEquals(ScoreStage.PROVISIONAL, policy.stage(Math.nextUp(0.1), 4));
        assertEquals(ScoreStage.PROVISIONAL, policy.stage(Math.nextDown(0.9), 4));
        assertEquals(ScoreStage.STOP_ABNORMAL, policy.stage(0.9, 4));
        assertEquals(ScoreStage.STOP_ABNORMAL, policy.stage(1, 120));
    }

    @Test
    void doesNotStopOnFewerFramesThanItTakes() {
        StoppingPolicy policy = new StoppingPolicy(4, Optional.of(NORMAL), Optional.of(ABNORMAL));
        assertEquals(ScoreStage.PROVISIONAL, policy.stage(0, 3));
        assertEquals(ScoreStage.PROVISIONAL, policy.stage(1, 3));
    }

    @Test
    void doesNotStopWhereNoLimitKeptTheRisk() {
        assertEquals(
                ScoreStage.PROVISIONAL, new StoppingPolicy(0, Optional.empty(), Optional.of(ABNORMAL)).stage(0, 9));
        assertEquals(ScoreStage.PROVISIONAL, new StoppingPolicy(0, Optional.of(NORMAL), Optional.empty()).stage(1, 9));
        assertEquals(ScoreStage.PROVISIONAL, StoppingPolicy.NONE.stage(0, 120));
        assertEquals(ScoreStage.PROVISIONAL, StoppingPolicy.NONE.stage(1, 120));
    }

    @Test
    void namesTheLimitThatAStageRestsOn() {
        StoppingPolicy policy = new StoppingPolicy(4, Optional.of(NORMAL), Optional.of(ABNORMAL));
        assertEquals(Optional.of(NORMAL), policy.limit(ScoreStage.STOP_NORMAL));
        assertEquals(Optional.of(ABNORMAL), policy.limit(ScoreStage.STOP_ABNORMAL));
        assertEquals(Optional.empty(), policy.limit(ScoreStage.PROVISIONAL));
        assertEquals(Optional.empty(), policy.limit(ScoreStage.FINAL));
        assertEquals(Optional.empty(), policy.limit(ScoreStage.CANNOT_SCORE));
    }

    @Test
    void onlyTheTwoWaysToStopAreSettled() {
        assertTrue(ScoreStage.STOP_NORMAL.settled());
        assertTrue(ScoreStage.STOP_ABNORMAL.settled());
        assertFalse(ScoreStage.PROVISIONAL.settled());
        assertFalse(ScoreStage.FINAL.settled());
        assertFalse(ScoreStage.CANNOT_SCORE.settled());
    }

    @Test
    void framesThatMissMakeAScoreWorthLess() {
        assertFalse(new Completeness(120, 0).degraded());
        assertTrue(new Completeness(120, 1).degraded());
    }
}
