package io.earlyview.inference.publication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ScoredFrames;
import io.earlyview.inference.fixture.Received;
import io.earlyview.v1.CannotScoreCause;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreEncodingTest {
    @Test
    void aProbabilityOfAStackReleaseIsFinal() {
        Score score = ScoreEncoding.score(scored(new Prediction.Probability(0.25)));
        assertEquals(ScoreState.SCORE_STATE_FINAL, score.getState());
        assertEquals(0.25, score.getProbability().getValue());
        assertEquals("abnormal", score.getProbability().getPositiveClass());
        assertEquals(1, score.getRevision());
        assertTrue(score.getSimulated());
        assertEquals("release", score.getRelease().getReleaseId());
        assertEquals(
                List.of(0.0, 180.0),
                score.getFramesUsedList().stream()
                        .map(used -> used.getAngleDegrees())
                        .toList());
    }

    @Test
    void classesCarryTheirNamesAndAQuantityItsBounds() {
        Score classes = ScoreEncoding.score(scored(new Prediction.ClassProbabilities(List.of(0.25, 0.75))));
        assertEquals(ScoreState.SCORE_STATE_FINAL, classes.getState());
        assertEquals(List.of("normal", "abnormal"), classes.getClasses().getClassNamesList());
        assertEquals(List.of(0.25, 0.75), classes.getClasses().getValuesList());

        Score quantity = ScoreEncoding.score(scored(new Prediction.Quantity(73, 61, 88)));
        assertEquals(ScoreState.SCORE_STATE_FINAL, quantity.getState());
        assertEquals(73, quantity.getQuantity().getValue());
        assertEquals(61, quantity.getQuantity().getLow());
        assertEquals(88, quantity.getQuantity().getHigh());
    }

    @Test
    void anAnswerThatIsNoNumberGivesNoNumber() {
        Score score = ScoreEncoding.score(scored(new Prediction.NotFinite("the network answered NaN")));
        assertEquals(ScoreState.SCORE_STATE_CANNOT_SCORE, score.getState());
        assertFalse(score.hasProbability());
        assertEquals(
                CannotScoreCause.CANNOT_SCORE_CAUSE_NOT_FINITE,
                score.getCannotScore().getCause());
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

    private static ScoredFrames scored(Prediction prediction) {
        return new ScoredFrames(
                0,
                OpenAcquisition.unknown(Received.at(0).acquisition(), "datscan", Received.NOW),
                List.of(Received.at(0).frame(), Received.at(180).frame()),
                new ReleaseReference("release", "datscan", "0".repeat(64), List.of("normal", "abnormal"), "", "cpu"),
                1,
                prediction,
                Received.NOW);
    }
}
