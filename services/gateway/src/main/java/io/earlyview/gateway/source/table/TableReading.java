package io.earlyview.gateway.source.table;

import java.util.List;

/** What came of reading a table of labels. */
public sealed interface TableReading {
    /** At least one row. */
    record Read(List<LabelRow> rows) implements TableReading {
        public Read {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The table as a whole cannot be used.
     *
     * @param reason what was found and what was expected
     */
    record Refused(String reason) implements TableReading {}
}
