package io.earlyview.gateway.source.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table of labels as spreadsheets write it: columns {@code file}, {@code patient} and {@code label}, and
 * {@code spacing} where the exam asks for it, in any order and among others, separated by commas, semicolons or tabs, quoted where needed, UTF-8 with or without a mark.
 */
public final class LabelTable {
    private static final long LARGEST_BYTES = 64 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private LabelTable() {}

    /** The rows, or why the table cannot be used. */
    public static TableReading read(Path table) {
        try {
            if (!Files.isRegularFile(table)) {
                return refused("no such file", "a table with the columns " + Columns.EXPECTED);
            }
            if (Files.size(table) > LARGEST_BYTES) {
                return refused(Files.size(table) + " bytes", "at most " + LARGEST_BYTES);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(table)))
                    .toString();
            return parse(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return refused("text that is not UTF-8", "UTF-8 (in Excel: save as 'CSV UTF-8')");
        } catch (IOException e) {
            return refused("a file that cannot be read (" + e.getClass().getSimpleName() + ")", "a readable one");
        }
    }

    private static TableReading parse(String text) throws IOException {
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            return rows(parser);
        }
    }

    private static TableReading rows(CSVParser parser) {
        List<LabelRow> rows = new ArrayList<>();
        try {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                return refused("an empty table", "a header with " + Columns.EXPECTED);
            }
            var columns = Columns.of(records.next());
            if (columns.isEmpty()) {
                return refused("a header without exactly one each of these", Columns.EXPECTED);
            }
            while (records.hasNext()) {
                CSVRecord record = records.next();
                LabelRow row = columns.get().row(record, parser.getCurrentLineNumber());
                if (!(row.file().isEmpty()
                        && row.patient().isEmpty()
                        && row.label().isEmpty())) {
                    rows.add(row);
                }
            }
        } catch (UncheckedIOException | IllegalStateException malformed) {
            return refused(
                    "a field that is not quoted as it should be near line " + parser.getCurrentLineNumber(),
                    "\"…\" around the whole field, quotes within it doubled");
        }
        return rows.isEmpty() ? refused("a header without rows", "a row for each file") : new TableReading.Read(rows);
    }

    /** Spreadsheets of many countries write semicolons; the header tells. */
    private static char delimiter(String text) {
        String header = text.lines().findFirst().orElse("");
        if (header.indexOf(',') >= 0) {
            return ',';
        }
        return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static TableReading refused(String found, String expected) {
        return new TableReading.Refused("Found " + found + ", expected " + expected + ".");
    }
}
