package io.earlyview.bench.reproduce;

import java.io.PrintStream;
import java.util.Locale;

/** Tells on a terminal how far a study is: a bar that moves, or where nobody watches a line now and then. */
final class Narration {
    private static final int WIDTH = 24;
    private static final long EVERY_NANOS_MOVING = 250_000_000L;
    private static final long EVERY_NANOS_LINES = 15_000_000_000L;

    private final PrintStream out;
    private final boolean moving;
    private String what = "";
    private long begun;
    private long told;
    private boolean barShown;

    /** {@code moving}: whether a line may be written over. */
    Narration(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
    }

    /** Something begins whose progress is told from now on. */
    void begin(String name) {
        what = name;
        begun = System.nanoTime();
        told = begun;
        say("begins");
    }

    /** So much of it is done. */
    void at(double share, double loss) {
        long now = System.nanoTime();
        if (now - told < (moving ? EVERY_NANOS_MOVING : EVERY_NANOS_LINES)) {
            return;
        }
        told = now;
        double left = (now - begun) / 1e9 * (1 - share) / Math.max(share, 1e-3);
        int full = (int) Math.round(WIDTH * share);
        String line = String.format(
                Locale.ROOT,
                "  %s %s%s %3.0f %%, loss %.4g, %.0f s to go",
                what,
                "█".repeat(full),
                "·".repeat(WIDTH - full),
                100 * share,
                loss,
                left);
        if (moving) {
            out.print("\r" + line + "   ");
            out.flush();
            barShown = true;
        } else {
            out.println(line);
        }
    }

    /** A line that stays. */
    void say(String sentence) {
        if (barShown) {
            out.print("\r" + " ".repeat(110) + "\r");
            barShown = false;
        }
        out.println("  " + what + ": " + sentence);
    }
}
