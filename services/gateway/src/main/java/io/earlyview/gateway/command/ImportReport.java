package io.earlyview.gateway.command;

import io.earlyview.gateway.folder.ImportSummary;
import io.earlyview.gateway.folder.RefusedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says what became of a folder: a few lines, a table of what was refused, the same table as a file. */
final class ImportReport {
    private static final int MOST_ROWS = 40;
    private static final int MOST_UNLISTED = 5;
    private static final int WIDEST_NAME = 48;

    private final PrintWriter out;

    ImportReport(PrintWriter out) {
        this.out = out;
    }

    void print(ImportSummary summary, boolean dryRun) {
        String taken = dryRun ? "Would be sent" : "Taken";
        out.printf(
                "%-14s %d of %d scans, %d with a label%n", taken, summary.taken(), summary.rows(), summary.labelled());
        out.printf("%-14s %d%n", "Refused", summary.refused().size());
        table(summary.refused());
        if (!summary.unlisted().isEmpty()) {
            List<String> names = summary.unlisted();
            String some = String.join(", ", names.subList(0, Math.min(MOST_UNLISTED, names.size())));
            out.printf(
                    "%-14s %d files that no row names, not sent: %s%s%n",
                    "Not listed", names.size(), some, names.size() > MOST_UNLISTED ? ", …" : "");
        }
    }

    /** Everything that was not sent, as {@code file,reason}. */
    static void write(ImportSummary summary, Path file) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            csv.print("file,reason\r\n");
            for (RefusedFile refused : summary.refused()) {
                csv.print(quoted(refused.file()) + "," + quoted(refused.reason()) + "\r\n");
            }
            for (String unlisted : summary.unlisted()) {
                csv.print(quoted(unlisted) + "," + quoted("Found no row for this file, expected one.") + "\r\n");
            }
        }
    }

    private void table(List<RefusedFile> refused) {
        if (refused.isEmpty()) {
            return;
        }
        int width = refused.stream()
                .limit(MOST_ROWS)
                .mapToInt(file -> file.file().length())
                .max()
                .orElse(4);
        String format = "  %-" + Math.clamp(width, 4, WIDEST_NAME) + "s  %s%n";
        out.printf(format, "FILE", "REASON");
        refused.stream()
                .limit(MOST_ROWS)
                .forEach(file -> out.printf(format, printable(file.file()), printable(file.reason())));
        if (refused.size() > MOST_ROWS) {
            out.printf("  … and %d more (--refused FILE.csv writes them all)%n", refused.size() - MOST_ROWS);
        }
    }

    /** Names come from a table that anybody may have written: no terminal shall obey them. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
