package io.earlyview.bench.inference.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.bench.inference.acquisitions.AcquisitionNumber;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.Score;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {
    private final FrameLedger ledger = new FrameLedger();

    @Test
    void aFramesLatencyEndsWithTheFirstScoreThatRestsOnIt() {
        ledger.sent(7, 0, 100);
        ledger.sent(7, 60, 110);
        ledger.sent(7, 1, 200);

        arrived(7, 1, 150, 0, 60);
        arrived(7, 2, 240, 0, 60, 1);

        ledger.check();
        long[] latencies = ledger.latencies();
        Arrays.sort(latencies);
        assertArrayEquals(new long[] {40, 40, 50}, latencies);
        assertEquals(2, ledger.scores());
    }

    @Test
    void aFrameWithoutAScoreIsSaid() {
        ledger.sent(7, 0, 100);
        ledger.sent(7, 60, 100);
        ledger.sent(7, 1, 200);
        arrived(7, 1, 150, 0, 60);

        String said = assertThrows(IllegalStateException.class, ledger::check).getMessage();

        assertTrue(said.contains("no score rests on 1 of 3 frames"), said);
    }

    @Test
    void aRevisionThatIsLeftOutOrComesAgainIsSaid() {
        arrived(7, 1, 150, 0, 60);
        arrived(8, 1, 150, 0, 60);
        ledger.check();

        arrived(7, 1, 160, 0, 60);

        String said = assertThrows(IllegalStateException.class, ledger::check).getMessage();
        assertTrue(said.contains("after revision 1 came this one"), said);
    }

    private void arrived(int acquisition, int revision, long nanos, int... views) {
        Score.Builder score = Score.newBuilder().setRevision(revision);
        Arrays.stream(views)
                .forEach(view -> score.addFramesUsed(FrameUsed.newBuilder().setIndex(view)));
        ledger.arrived(new AcquisitionNumber(1, acquisition), score.build(), nanos);
    }
}
