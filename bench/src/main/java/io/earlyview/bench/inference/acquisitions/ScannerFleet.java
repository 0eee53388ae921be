package io.earlyview.bench.inference.acquisitions;

import io.earlyview.gateway.source.simulation.DatscanProtocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What simulated scanners send: at each stop both heads finish a view at once, and when the last stop is done the next patient lies down.
 * At time 0 every scanner is somewhere in an acquisition, so that the load is the same from beginning to end.
 */
public final class ScannerFleet {
    private static final double NANOS_IN_A_SECOND = 1e9;
    private static final double ACQUISITION_SECONDS = DatscanProtocol.STOPS * DatscanProtocol.SECONDS_PER_STOP;

    private ScannerFleet() {}

    /**
     * One view that has been taken.
     *
     * @param atNanos when its last byte came; before 0 where it belongs to what happened before
     * @param acquisition counted through all scanners
     * @param view its number in the rotation
     */
    public record Shot(long atNanos, int acquisition, int view) {}

    /** All shots before this many seconds from time 0, in the order in which they come. */
    public static List<Shot> shots(int scanners, double seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Shot> shots = new ArrayList<>();
        for (int scanner = 0; scanner < scanners; scanner++) {
            double began = -random.nextDouble() * ACQUISITION_SECONDS;
            for (int patient = 0; began + patient * ACQUISITION_SECONDS < seconds; patient++) {
                add(shots, scanner + patient * scanners, began + patient * ACQUISITION_SECONDS, seconds);
            }
        }
        shots.sort(Comparator.comparingLong(Shot::atNanos).thenComparingInt(Shot::acquisition));
        return shots;
    }

    private static void add(List<Shot> shots, int acquisition, double began, double end) {
        for (int stop = 0; stop < DatscanProtocol.STOPS; stop++) {
            double at = began + stop * DatscanProtocol.SECONDS_PER_STOP;
            if (at < end) {
                long nanos = Math.round(at * NANOS_IN_A_SECOND);
                shots.add(new Shot(nanos, acquisition, stop));
                shots.add(new Shot(nanos, acquisition, stop + DatscanProtocol.STOPS));
            }
        }
    }
}
