package io.earlyview.bench.inference.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Probability;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a contestant must not get away with. */
class LedgerTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private final Ledger ledger = new Ledger(2, Ledger.probabilities(0.25f, 0.1f));

    @Test
    void rightScoresOfAllAreWhatIsWaitedFor() {
        ledger.arrived(1, score(0.1f), 20);
        ledger.arrived(0, score(0.25f), 30);

        ledger.await(AT_ONCE, () -> true);

        assertArrayEquals(new long[] {30, 20}, ledger.arrivedAt());
        assertEquals(30, ledger.lastArrival());
    }

    @Test
    void aScoreThatIsOffByTheLastBitIsWrong() {
        ledger.arrived(0, score(Math.nextUp(0.25f)), 10);
        ledger.arrived(1, score(0.1f), 20);

        assertTrue(failure().contains("1 scores are wrong and 0 came twice, of 2"), failure());
    }

    @Test
    void aDecimalThatIsNotTheFloatIsWrong() {
        ledger.arrived(0, score(0.25f), 10);
        ledger.arrived(1, score(0.1), 20);

        assertTrue(failure().contains("1 scores are wrong"), failure());
    }

    @Test
    void aScoreThatIsNotFinalIsWrong() {
        ledger.arrived(
                0,
                score(0.25f).toBuilder()
                        .setState(ScoreState.SCORE_STATE_PROVISIONAL)
                        .build(),
                10);
        ledger.arrived(1, score(0.1f), 20);

        assertTrue(failure().contains("1 scores are wrong"), failure());
    }

    @Test
    void aScoreThatComesTwiceIsSaid() {
        ledger.arrived(0, score(0.25f), 10);
        ledger.arrived(0, score(0.25f), 15);
        ledger.arrived(1, score(0.1f), 20);

        assertTrue(failure().contains("0 scores are wrong and 1 came twice"), failure());
        assertArrayEquals(new long[] {10, 20}, ledger.arrivedAt());
    }

    @Test
    void aSecondScoreThatComesLaterIsStillSaid() {
        ledger.arrived(0, score(0.25f), 10);
        ledger.arrived(1, score(0.1f), 20);
        ledger.await(AT_ONCE, () -> true);

        ledger.arrived(1, score(0.1f), 90);

        assertThrows(IllegalStateException.class, ledger::check);
    }

    @Test
    void whatIsMissingIsSaid() {
        ledger.arrived(1, score(0.1f), 20);

        assertTrue(failure().contains("1 of 2 acquisitions scored"), failure());
    }

    @Test
    void whoHasEndedIsNotWaitedFor() {
        String said = assertThrows(IllegalStateException.class, () -> ledger.await(Duration.ofHours(1), () -> false))
                .getMessage();

        assertTrue(said.contains("the contestant has ended"), said);
    }

    @Test
    void stampsTellTheTimeBesideTheNetwork() {
        LatencyStamps stamps = LatencyStamps.newBuilder()
                .setReceivedAt(micros(999_990))
                .setAssembledAt(micros(1_000_020))
                .setComputeStartedAt(micros(1_000_120))
                .setScoredAt(micros(1_005_120))
                .setPublishedAt(micros(1_005_130))
                .build();
        ledger.arrived(0, score(0.25f).toBuilder().setStamps(stamps).build(), 10);
        ledger.arrived(1, score(0.1f), 20);

        assertArrayEquals(new long[] {140_000}, ledger.besideNetwork());
        assertArrayEquals(new long[] {100_000}, ledger.waitedForNetwork());
    }

    private String failure() {
        return assertThrows(IllegalStateException.class, () -> ledger.await(AT_ONCE, () -> true))
                .getMessage();
    }

    private static Timestamp micros(long micros) {
        return Timestamp.newBuilder()
                .setSeconds(micros / 1_000_000)
                .setNanos((int) (micros % 1_000_000) * 1000)
                .build();
    }

    private static Score score(double probability) {
        return Score.newBuilder()
                .setState(ScoreState.SCORE_STATE_FINAL)
                .setProbability(Probability.newBuilder().setValue(probability))
                .build();
    }
}
