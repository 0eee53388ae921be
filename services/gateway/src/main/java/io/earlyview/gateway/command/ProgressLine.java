package io.earlyview.gateway.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line that says how far something is: redrawn in place on a terminal, printed now and then elsewhere.
 *
 * <p>Shows a bar, the count, the rate, the time left and a remark.
 */
final class ProgressLine {
    private static final int BAR_WIDTH = 24;
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long REPRINT_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final String what;
    private final int total;
    private final LongSupplier nanoTime;
    private final long startedNanos;
    private long shownNanos;
    private int shownLength;

    ProgressLine(PrintWriter out, boolean terminal, String what, int total, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong();
        this.shownNanos = startedNanos;
    }

    /** On standard error, in place if a person watches. */
    static ProgressLine onTerminal(PrintWriter err, String what, int total) {
        var console = System.console();
        return new ProgressLine(err, console != null && console.isTerminal(), what, total, System::nanoTime);
    }

    /** Shows the line if the last time is long enough ago, and always at the end. */
    synchronized void show(int done, String remark) {
        long now = nanoTime.getAsLong();
        if (now - shownNanos >= (terminal ? REDRAW_NANOS : REPRINT_NANOS) || done == total) {
            shownNanos = now;
            print(line(done, now - startedNanos, remark));
        }
    }

    /** Leaves the line, so that other text can follow. */
    synchronized void end() {
        if (terminal && shownLength > 0) {
            out.println();
        }
        shownLength = 0;
    }

    private String line(int done, long elapsedNanos, String remark) {
        double seconds = Math.max(elapsedNanos / 1e9, 1e-3);
        double perSecond = done / seconds;
        String left = done == 0 ? "?" : clock((total - done) / perSecond);
        int filled = (int) ((long) BAR_WIDTH * done / Math.max(total, 1));
        String bar = terminal ? "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " : "";
        String text = String.format(
                Locale.ROOT, "%s%d of %d %s, %.1f a second, %s left", bar, done, total, what, perSecond, left);
        return remark.isEmpty() ? text : text + ", " + remark;
    }

    private void print(String line) {
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
            out.flush();
            shownLength = line.length();
        } else {
            out.println(line);
        }
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
