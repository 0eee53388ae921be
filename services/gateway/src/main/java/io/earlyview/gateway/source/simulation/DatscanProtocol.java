package io.earlyview.gateway.source.simulation;

/**
 * The simulated protocol: 120 views, 3° apart, taken by two opposed heads in 60 stops of 30 s.
 *
 * <p>Views 0 and 60 (anterior and posterior) are therefore both taken at the first stop, view 1 and view 61 at the
 * second, and so on.
 */
public final class DatscanProtocol {

    /** Views of a whole acquisition. */
    public static final int VIEWS = 120;

    /** Rows, and columns, of a view. */
    public static final int EDGE = 128;

    /** Stops of each head. */
    public static final int STOPS = VIEWS / 2;

    /** Seconds counted at each stop. */
    public static final double SECONDS_PER_STOP = 30;

    private static final double HALF_LIFE_SECONDS = 13.2 * 3600;

    private DatscanProtocol() {}

    /** Angle of a view in degrees: 0 is anterior, 90 the patient's left, 180 posterior. */
    public static double angleDegrees(int view) {
        return requireView(view) * 360.0 / VIEWS;
    }

    /** The stop at which a view is taken, from 0. */
    public static int stop(int view) {
        return requireView(view) % STOPS;
    }

    /** The head that takes a view: 1 or 2. */
    public static int detector(int view) {
        return 1 + requireView(view) / STOPS;
    }

    /** Activity in the middle of a stop relative to that at the start of the scan (iodine-123, half-life 13.2 h). */
    static double remainingActivity(int stop) {
        return Math.pow(0.5, (stop + 0.5) * SECONDS_PER_STOP / HALF_LIFE_SECONDS);
    }

    private static int requireView(int view) {
        if (view < 0 || view >= VIEWS) {
            throw new IllegalArgumentException("A view is numbered 0 to " + (VIEWS - 1) + " but this is " + view);
        }
        return view;
    }
}
