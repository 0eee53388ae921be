package io.earlyview.inference.publication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.inference.domain.Completeness;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestReference;
import io.earlyview.inference.fixture.TestRevision;
import io.earlyview.v1.CannotScoreCause;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreEncodingTest {
    private static final Instant PUBLISHED = Received.NOW.plusMillis(9);
    private static final ReceivedFrame ANTERIOR = Received.at(0).index(0).frame();
    private static final ReceivedFrame POSTERIOR = Received.at(180).index(60).frame();

    @Test
    void aProbabilityOfAStackReleaseIsFinal() {
        Score score = encoded(scored(new Prediction.Probability(0.25), ScoreStage.FINAL));
        assertEquals(ScoreState.SCORE_STATE_FINAL, score.getState());
        assertEquals(0.25, score.getProbability().getValue());
        assertEquals("abnormal", score.getProbability().getPositiveClass());
        assertEquals(1, score.getRevision());
        assertTrue(score.getSimulated());
        assertEquals("release", score.getRelease().getReleaseId());
        assertEquals("", score.getRelease().getHeadSha256());
        assertEquals("cpu", score.getRelease().getDevice());
        assertFalse(score.hasStopping());
        assertEquals(
                List.of(0.0, 180.0),
                score.getFramesUsedList().stream()
                        .map(used -> used.getAngleDegrees())
                        .toList());
        assertEquals(2, score.getCompleteness().getFramesExpected());
        assertFalse(score.getCompleteness().getDegraded());
    }

    @Test
    void classesCarryTheirNamesAndAQuantityItsBounds() {
        Score classes = encoded(scored(new Prediction.ClassProbabilities(List.of(0.25, 0.75)), ScoreStage.FINAL));
        assertEquals(ScoreState.SCORE_STATE_FINAL, classes.getState());
        assertEquals(List.of("normal", "abnormal"), classes.getClasses().getClassNamesList());
        assertEquals(List.of(0.25, 0.75), classes.getClasses().getValuesList());

        Score quantity = encoded(scored(new Prediction.Quantity(73, 61, 88), ScoreStage.FINAL));
        assertEquals(ScoreState.SCORE_STATE_FINAL, quantity.getState());
        assertEquals(73, quantity.getQuantity().getValue());
        assertEquals(61, quantity.getQuantity().getLow());
        assertEquals(88, quantity.getQuantity().getHigh());
    }

    @Test
    void anAnswerThatIsNoNumberGivesNoNumber() {
        Map<Unscorable.Cause, CannotScoreCause> causes = Map.of(
                Unscorable.Cause.NOT_FINITE, CannotScoreCause.CANNOT_SCORE_CAUSE_NOT_FINITE,
                Unscorable.Cause.NO_RELEASE, CannotScoreCause.CANNOT_SCORE_CAUSE_NO_RELEASE,
                Unscorable.Cause.FRAMES_MISSING, CannotScoreCause.CANNOT_SCORE_CAUSE_FRAMES_MISSING);
        for (Unscorable.Cause cause : Unscorable.Cause.values()) {
            Score score = encoded(
                    scored(new Prediction.None(new Unscorable(cause, "because of this")), ScoreStage.CANNOT_SCORE));
            assertEquals(ScoreState.SCORE_STATE_CANNOT_SCORE, score.getState());
            assertFalse(score.hasProbability());
            assertEquals(causes.get(cause), score.getCannotScore().getCause());
            assertEquals("because of this", score.getCannotScore().getExplanation());
        }
    }

    @Test
    void aScoreThatAllowsToStopNamesItsLimitAndRisk() {
        StoppingPolicy policy = new StoppingPolicy(
                2, Optional.of(new StoppingPolicy.Limit(0.1, 0.03)), Optional.of(new StoppingPolicy.Limit(0.9, 0.05)));
        ReleaseReference set = TestReference.of("set", "datscan", ReleaseReference.Kind.SET, "e".repeat(64), policy);
        TestRevision provisional =
                scored(new Prediction.Probability(0.95), ScoreStage.PROVISIONAL).by(set);
        assertEquals(ScoreState.SCORE_STATE_PROVISIONAL, encoded(provisional).getState());
        assertFalse(encoded(provisional).hasStopping());
        assertEquals("e".repeat(64), encoded(provisional).getRelease().getHeadSha256());

        Score abnormal = encoded(scored(new Prediction.Probability(0.95), ScoreStage.STOP_ABNORMAL)
                .by(set));
        assertEquals(ScoreState.SCORE_STATE_STOP_ABNORMAL, abnormal.getState());
        assertEquals(0.9, abnormal.getStopping().getLimit());
        assertEquals(0.05, abnormal.getStopping().getRiskAtMost());
        Score normal = encoded(
                scored(new Prediction.Probability(0.05), ScoreStage.STOP_NORMAL).by(set));
        assertEquals(ScoreState.SCORE_STATE_STOP_NORMAL, normal.getState());
        assertEquals(0.1, normal.getStopping().getLimit());
        assertEquals(0.03, normal.getStopping().getRiskAtMost());
        assertEquals(0.05, normal.getProbability().getValue());
    }

    @Test
    void framesThatMissAreCounted() {
        Score score = encoded(
                scored(new Prediction.Probability(0.5), ScoreStage.FINAL).completeness(new Completeness(120, 7)));
        assertEquals(120, score.getCompleteness().getFramesExpected());
        assertEquals(7, score.getCompleteness().getFramesMissing());
        assertTrue(score.getCompleteness().getDegraded());
    }

    @Test
    void stampsFollowTheFrameThatMadeTheScoreDue() {
        LatencyStamps stamps = encoded(scored(new Prediction.Probability(0.5), ScoreStage.FINAL))
                .getStamps();
        assertEquals(
                List.of(
                        Received.NOW, // of the frame
                        Received.NOW.plusMillis(3),
                        Received.NOW.plusMillis(5),
                        Received.NOW, // of the revision
                        Received.NOW.plusMillis(1),
                        Received.NOW.plusMillis(2),
                        PUBLISHED),
                Stream.of(
                                stamps.getAcquiredAt(),
                                stamps.getIngestedAt(),
                                stamps.getReceivedAt(),
                                stamps.getAssembledAt(),
                                stamps.getComputeStartedAt(),
                                stamps.getScoredAt(),
                                stamps.getPublishedAt())
                        .map(stamp -> Instant.ofEpochSecond(stamp.getSeconds(), stamp.getNanos()))
                        .toList());

        LatencyStamps ended = encoded(scored(new Prediction.Probability(0.5), ScoreStage.FINAL)
                        .withoutTrigger())
                .getStamps();
        assertFalse(ended.hasAcquiredAt() || ended.hasIngestedAt() || ended.hasReceivedAt());
        assertTrue(ended.hasAssembledAt() && ended.hasComputeStartedAt());
        assertTrue(ended.hasScoredAt() && ended.hasPublishedAt());
    }

    @Test
    void aDeadLetterHoldsTheOriginalUnchanged() {
        byte[] original = {3, 1, 2};
        DeadLetter letter = ScoreEncoding.deadLetter(refused(new byte[] {9}, original), Received.NOW);
        assertEquals(ByteString.copyFrom(original), letter.getOriginal());
        assertEquals("inference", letter.getService());
        assertEquals("frames", letter.getTopic());
        assertEquals(2, letter.getPartition());
        assertEquals(17, letter.getOffset());
        assertEquals("why", letter.getExplanation());
        assertArrayEquals(new byte[] {9}, ScoreEncoding.deadLetterKey(refused(new byte[] {9}, original)));
    }

    @Test
    void aDeadLetterThatCouldNotBeSentIsCutAndSaysSo() {
        byte[] original = new byte[(2 << 20) + 1];
        Arrays.fill(original, (byte) 7);
        DeadLetter letter = ScoreEncoding.deadLetter(refused(new byte[2000], original), Received.NOW);
        assertEquals(2 << 20, letter.getOriginal().size());
        assertEquals("why; of 2097153 bytes the first 2097152 are kept", letter.getExplanation());
        assertNull(ScoreEncoding.deadLetterKey(refused(new byte[2000], original)));
    }

    private static RefusedRecord refused(byte[] key, byte[] original) {
        return new RefusedRecord("frames", 2, 17, key, original, "UNDECODABLE", "why");
    }

    private static TestRevision scored(Prediction prediction, ScoreStage stage) {
        return TestRevision.of(prediction, stage, ANTERIOR, POSTERIOR);
    }

    private static Score encoded(TestRevision revision) {
        return ScoreEncoding.score(revision.revision(), PUBLISHED);
    }
}
