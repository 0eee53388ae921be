package io.earlyview.bench.inference.load;

import com.google.protobuf.Timestamp;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** The scores of one phase: when each came, whether it was right, and whether any came twice. */
public final class Ledger {
    private static final long NANOS_IN_A_SECOND = 1_000_000_000L;
    private static final long LOOK_MILLIS = 100;
    private static final long UNTOLD = Long.MIN_VALUE;

    /** What a score must say. */
    @FunctionalInterface
    public interface Answers {
        boolean right(int acquisition, Score score);
    }

    private final Answers answers;
    private final long[] arrivedAt;
    private final long[] besideNetwork;
    private final long[] waitedForNetwork;
    private int scored;
    private int duplicates;
    private int wrong;
    private String firstWrong = "";

    public Ledger(int acquisitions, Answers answers) {
        this.answers = answers;
        arrivedAt = new long[acquisitions];
        besideNetwork = new long[acquisitions];
        waitedForNetwork = new long[acquisitions];
        Arrays.fill(besideNetwork, UNTOLD);
        Arrays.fill(waitedForNetwork, UNTOLD);
    }

    /** Answers that are P(abnormal) of these values, to the bit, and final. */
    public static Answers probabilities(float... byAcquisition) {
        return (acquisition, score) -> score.getState() == ScoreState.SCORE_STATE_FINAL
                && score.getProbability().getValue() == byAcquisition[acquisition % byAcquisition.length];
    }

    /** One score as a subscriber sees it; {@code nanos} of {@link System#nanoTime}. */
    public synchronized void arrived(int acquisition, Score score, long nanos) {
        if (!answers.right(acquisition, score)) {
            wrong++;
            firstWrong = firstWrong.isEmpty() ? score.toString() : firstWrong;
        }
        if (arrivedAt[acquisition] != 0) {
            duplicates++;
            return;
        }
        arrivedAt[acquisition] = nanos;
        LatencyStamps stamps = score.getStamps();
        if (stamps.hasPublishedAt() && stamps.hasComputeStartedAt()) {
            besideNetwork[acquisition] = nanos(stamps.getReceivedAt(), stamps.getPublishedAt())
                    - nanos(stamps.getComputeStartedAt(), stamps.getScoredAt());
            waitedForNetwork[acquisition] = nanos(stamps.getAssembledAt(), stamps.getComputeStartedAt());
        }
        if (++scored == arrivedAt.length) {
            notifyAll();
        }
    }

    private static long nanos(Timestamp from, Timestamp to) {
        return (to.getSeconds() - from.getSeconds()) * NANOS_IN_A_SECOND + to.getNanos() - from.getNanos();
    }

    /** Waits until every acquisition has its score; one that is missing, wrong or there twice is an {@link IllegalStateException}. */
    public void await(Duration limit, BooleanSupplier alive) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (this) {
            while (scored < arrivedAt.length && System.nanoTime() < end && alive.getAsBoolean()) {
                try {
                    wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for scores", e);
                }
            }
            if (scored < arrivedAt.length) {
                throw new IllegalStateException("%d of %d acquisitions scored after %d s%s"
                        .formatted(
                                scored,
                                arrivedAt.length,
                                limit.toSeconds(),
                                alive.getAsBoolean() ? "" : "; the contestant has ended"));
            }
            check();
        }
    }

    /** Whatever has come by now was right, and once, or this is an {@link IllegalStateException}. */
    public synchronized void check() {
        if (wrong + duplicates > 0) {
            throw new IllegalStateException(
                    "%d scores are wrong and %d came twice, of %d acquisitions; the first wrong one:%n%s"
                            .formatted(wrong, duplicates, arrivedAt.length, firstWrong));
        }
    }

    /** When each acquisition's score came, nanoseconds of {@link System#nanoTime}; 0 where none did. */
    public synchronized long[] arrivedAt() {
        return arrivedAt.clone();
    }

    /** When the last score came. */
    public synchronized long lastArrival() {
        return Arrays.stream(arrivedAt).max().orElseThrow();
    }

    /** Nanoseconds of each score in the contestant's process beside the network; none where its scores do not tell. */
    public synchronized long[] besideNetwork() {
        return Arrays.stream(besideNetwork).filter(nanos -> nanos != UNTOLD).toArray();
    }

    /** Nanoseconds in which each acquisition was ready and the network was busy with others, a part of {@link #besideNetwork}. */
    public synchronized long[] waitedForNetwork() {
        return Arrays.stream(waitedForNetwork).filter(nanos -> nanos != UNTOLD).toArray();
    }
}
