package io.earlyview.bench.progress;

import java.io.PrintStream;
import java.util.Locale;

/** How far a measurement is, on one line that is written over, with the time that is left if the rest goes as fast. */
public final class ProgressBar {
    private static final int WIDTH = 24;
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final int steps;
    private final PrintStream out;
    private final long startedNanos = System.nanoTime();
    private int done;

    public ProgressBar(int steps, PrintStream out) {
        this.steps = steps;
        this.out = out;
    }

    public void show(String what) {
        int full = steps == 0 ? WIDTH : WIDTH * done / steps;
        double seconds = (System.nanoTime() - startedNanos) / NANOS_IN_A_SECOND;
        String left = done == 0 ? "" : String.format(Locale.ROOT, ", %.0f s left", seconds / done * (steps - done));
        out.printf(
                Locale.ROOT,
                "\r%s%s %d of %d%s  %-60.60s",
                "█".repeat(full),
                "·".repeat(WIDTH - full),
                done,
                steps,
                left,
                what);
        out.flush();
    }

    public void step() {
        done++;
    }

    public void end() {
        out.print("\r" + " ".repeat(120) + "\r");
        out.flush();
    }
}
