package io.earlyview.bench.inference.load;

import io.earlyview.bench.inference.acquisitions.AcquisitionNumber;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.util.HashMap;
import java.util.Map;

/**
 * From the last byte of each frame to the first score that rests on it, and whether the revisions of each acquisition are 1, 2, 3 and so
 * on, each once.
 */
public final class FrameLedger implements ScoreSubscriber.Sink {
    private record View(int acquisition, int number) {}

    private final Map<View, Long> awaited = new HashMap<>();
    private final Map<View, Long> latencies = new HashMap<>();
    private final Map<Integer, Integer> revisions = new HashMap<>();
    private String firstFault = "";
    private int scores;

    /** A frame whose score is waited for; nanoseconds of {@link System#nanoTime}. */
    public synchronized void sent(int acquisition, int view, long lastByteAt) {
        awaited.put(new View(acquisition, view), lastByteAt);
    }

    @Override
    public synchronized void arrived(AcquisitionNumber acquisition, Score score, long nanos) {
        scores++;
        int before = revisions.getOrDefault(acquisition.number(), 0);
        if (score.getRevision() != before + 1 || score.getState() == ScoreState.SCORE_STATE_CANNOT_SCORE) {
            fault("after revision " + before + " came this one:\n" + score);
        }
        revisions.put(acquisition.number(), score.getRevision());
        for (FrameUsed frame : score.getFramesUsedList()) {
            View view = new View(acquisition.number(), frame.getIndex());
            Long lastByteAt = awaited.remove(view);
            if (lastByteAt != null) {
                latencies.put(view, nanos - lastByteAt);
            }
        }
    }

    private void fault(String fault) {
        firstFault = firstFault.isEmpty() ? fault : firstFault;
    }

    /** Frames that no score rests on yet. */
    public synchronized int missing() {
        return awaited.size();
    }

    /** Scores that came, of whatever frame. */
    public synchronized int scores() {
        return scores;
    }

    /** Nanoseconds of each frame that had been waited for. */
    public synchronized long[] latencies() {
        return latencies.values().stream().mapToLong(Long::longValue).toArray();
    }

    /** Every frame has its score and every revision its place, or this is an {@link IllegalStateException}. */
    public synchronized void check() {
        if (!firstFault.isEmpty()) {
            throw new IllegalStateException(firstFault);
        }
        if (!awaited.isEmpty()) {
            throw new IllegalStateException(
                    "no score rests on %d of %d frames".formatted(awaited.size(), awaited.size() + latencies.size()));
        }
    }
}
