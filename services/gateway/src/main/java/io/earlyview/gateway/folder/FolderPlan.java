package io.earlyview.gateway.folder;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.source.ScanReader;
import io.earlyview.gateway.source.table.LabelRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an import will do: files to read, rows that are refused already, files that no row names.
 *
 * @param unlisted names of files in the folder that may be scans and that the table does not name
 */
public record FolderPlan(List<PlannedFile> files, List<RefusedFile> refused, List<String> unlisted) {
    public FolderPlan {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
        unlisted = List.copyOf(unlisted);
    }

    /** Rows of the table. */
    public int rows() {
        return files.size() + refused.size();
    }

    /** Matches rows with files; reads none of them. */
    public static FolderPlan of(Path folder, List<LabelRow> rows, ExamDescriptor exam) throws IOException {
        var shelf = new Shelf(folder);
        List<PlannedFile> files = new ArrayList<>();
        List<RefusedFile> refused = new ArrayList<>();
        Map<Path, LabelRow> taken = new HashMap<>();
        for (LabelRow row : rows) {
            String name = row.file().isEmpty() ? "(line " + row.line() + ")" : row.file();
            switch (shelf.find(row.file())) {
                case Shelf.Finding.Missing(String reason) -> refused.add(new RefusedFile(name, reason));
                case Shelf.Finding.Found(Path path) -> {
                    LabelRow earlier = taken.putIfAbsent(path, row);
                    Optional<String> objection = earlier == null
                            ? objection(row, path, exam)
                            : Optional.of(
                                    "Found this file in line " + earlier.line() + " already, expected one row a file.");
                    objection.ifPresentOrElse(
                            reason -> refused.add(new RefusedFile(name, reason)),
                            () -> files.add(new PlannedFile(
                                    name,
                                    path,
                                    row.patient(),
                                    Spacing.read(row.spacing()).orElse(Spacing.UNKNOWN),
                                    label(row, exam))));
                }
            }
        }
        return new FolderPlan(files, refused, shelf.filesOtherThan(taken.keySet()));
    }

    private static Optional<String> objection(LabelRow row, Path file, ExamDescriptor exam) {
        if (row.patient().isEmpty()) {
            // Without it, two scans of one patient could be trained on and tested on.
            return Optional.of("Found no patient, expected an id that all scans of this patient share.");
        }
        List<String> classes = exam.target().classes();
        if (!row.label().isEmpty() && label(row, exam).isEmpty()) {
            return Optional.of(
                    "Found label '" + row.label() + "', expected " + LabelValue.expected(classes) + ", or nothing.");
        }
        // What a file may say itself is looked for when it is read.
        boolean spacingWanted =
                !row.spacing().isEmpty() || exam.frames().spacingNeeded() && !ScanReader.maySaySpacing(file.toString());
        if (spacingWanted && Spacing.read(row.spacing()).isEmpty()) {
            return Optional.of("Found spacing '" + row.spacing()
                    + "', expected millimetres between planes, rows and columns such as '0.8 0.5 0.5'.");
        }
        return Optional.empty();
    }

    private static Optional<ScanLabel> label(LabelRow row, ExamDescriptor exam) {
        return LabelValue.read(row.label(), exam.target().classes())
                .map(value -> new ScanLabel(value, ScanLabel.Author.TABLE, false));
    }
}
