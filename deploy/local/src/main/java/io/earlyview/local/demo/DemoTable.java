package io.earlyview.local.demo;

import io.earlyview.local.demo.ResultsClient.Acquisition;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The live table: redrawn in place on a terminal, printed now and then where output goes to a file. */
final class DemoTable {
    private static final int BAR = 24;
    private static final int FINISHED_SHOWN = 6;
    private static final Duration BETWEEN_PRINTS = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final int expected;
    private int linesDrawn;
    private Instant lastPrint = Instant.EPOCH;

    DemoTable(PrintStream out, boolean terminal, int expected) {
        this.out = out;
        this.terminal = terminal;
        this.expected = expected;
    }

    /** Shows the acquisitions as they are now; {@code last} prints in any case. */
    void show(List<Acquisition> acquisitions, boolean last) {
        Instant now = Instant.now();
        if (!terminal && !last && lastPrint.plus(BETWEEN_PRINTS).isAfter(now)) {
            return;
        }
        lastPrint = now;
        List<String> lines = lines(acquisitions);
        if (terminal && linesDrawn > 0) {
            out.print("\033[" + linesDrawn + "A\033[J");
        }
        lines.forEach(out::println);
        out.flush();
        linesDrawn = lines.size();
    }

    private List<String> lines(List<Acquisition> acquisitions) {
        List<Acquisition> open =
                acquisitions.stream().filter(Acquisition::inProgress).toList();
        List<Acquisition> finished = acquisitions.stream()
                .filter(acquisition -> !acquisition.inProgress())
                .limit(FINISHED_SHOWN)
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("%-10s %-33s %-12s %-10s %s"
                .formatted("acquisition", "frames received", "P(abnormal)", "decision", "state"));
        open.stream().sorted(Comparator.comparing(Acquisition::acquisitionId)).forEach(one -> lines.add(row(one)));
        finished.forEach(one -> lines.add(row(one)));
        long scored = acquisitions.stream().filter(Acquisition::scored).count();
        lines.add("%d of %d begun, %d scored, %d complete   (simulated; research use only)"
                .formatted(
                        acquisitions.size(),
                        expected,
                        scored,
                        acquisitions.stream().filter(one -> !one.inProgress()).count()));
        return lines;
    }

    private static String row(Acquisition acquisition) {
        int filled = acquisition.frames() == 0
                ? 0
                : Math.min(BAR, BAR * acquisition.framesReceived() / acquisition.frames());
        Double probability = acquisition.probability();
        return "%-10s  %s%s %3d/%-3d  %-12s %-10s %s"
                .formatted(
                        acquisition.acquisitionId().substring(0, 8),
                        "█".repeat(filled),
                        "·".repeat(BAR - filled),
                        acquisition.framesReceived(),
                        acquisition.frames(),
                        probability == null ? "waiting" : "%.3f".formatted(probability),
                        acquisition.decision() == null ? "-" : acquisition.decision(),
                        acquisition.state());
    }
}
