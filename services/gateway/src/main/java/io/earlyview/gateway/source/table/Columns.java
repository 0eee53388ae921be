package io.earlyview.gateway.source.table;

import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** Where the columns of a table are, from 0; -1 for one that is not there. */
record Columns(int file, int patient, int label, int spacing) {
    static final String EXPECTED = "file, patient, label";

    /** From a header, whatever the case of its names; nothing if one is missing or there twice. Spacing may be missing. */
    static Optional<Columns> of(CSVRecord header) {
        int file = only(header, "file");
        int patient = only(header, "patient");
        int label = only(header, "label");
        return file < 0 || patient < 0 || label < 0
                ? Optional.empty()
                : Optional.of(new Columns(file, patient, label, only(header, "spacing")));
    }

    LabelRow row(CSVRecord record, long line) {
        return new LabelRow(
                line, value(record, file), value(record, patient), value(record, label), value(record, spacing));
    }

    private static String value(CSVRecord record, int column) {
        return column >= 0 && column < record.size() ? record.get(column).strip() : "";
    }

    private static int only(CSVRecord header, String name) {
        int found = -1;
        for (int column = 0; column < header.size(); column++) {
            if (header.get(column).strip().equalsIgnoreCase(name)) {
                if (found >= 0) {
                    return -1;
                }
                found = column;
            }
        }
        return found;
    }
}
