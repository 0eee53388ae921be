package io.earlyview.local.train;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line about a run that goes on: redrawn in place on a terminal, a line an epoch elsewhere. After the last epoch it is
 * what the run says of itself, which elsewhere is a line every ten seconds.
 */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long SENTENCE_EVERY_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private int epochsPrinted;
    private String sentence = "";
    private long sentenceAt;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows how far the run is. */
    void show(TrainingClient.Run run) {
        TrainingClient.Progress progress = run.progress();
        if (progress == null) {
            return;
        }
        int epochs = run.history() == null ? 0 : run.history().size();
        if (progress.share() >= 1 && epochs == epochsPrinted) {
            say(run.sentence());
            return;
        }
        if (!terminal && epochs == epochsPrinted) {
            return;
        }
        epochsPrinted = epochs;
        int filled = (int) Math.round(WIDTH * Math.clamp(progress.share(), 0, 1));
        String line = String.format(
                Locale.ROOT,
                "%s%s %3.0f %%  epoch %d/%d  loss %.3f%s  %.0f s, %.0f s to go",
                "█".repeat(filled),
                "·".repeat(WIDTH - filled),
                100 * progress.share(),
                progress.epoch(),
                progress.epochs(),
                progress.loss(),
                validation(run),
                progress.elapsedSeconds(),
                progress.etaSeconds());
        sentence = run.sentence();
        sentenceAt = System.nanoTime();
        if (terminal) {
            out.print("\r\033[K" + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    private void say(String now) {
        long at = System.nanoTime();
        if (now.equals(sentence) || (!terminal && at - sentenceAt < SENTENCE_EVERY_NANOS)) {
            return;
        }
        sentence = now;
        sentenceAt = at;
        if (terminal) {
            out.print("\r\033[K" + now);
            out.flush();
        } else {
            out.println(now);
        }
    }

    /** Leaves the line. */
    void end() {
        if (terminal) {
            out.println();
        }
    }

    private static String validation(TrainingClient.Run run) {
        if (run.history() == null || run.history().isEmpty()) {
            return "";
        }
        TrainingClient.Epoch last = run.history().getLast();
        return "  validation loss " + shown(last.validationLoss()) + " figure " + shown(last.validationFigure());
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
