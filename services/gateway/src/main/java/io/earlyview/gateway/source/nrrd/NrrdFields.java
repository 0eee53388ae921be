package io.earlyview.gateway.source.nrrd;

import io.earlyview.gateway.source.array.ArrayRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a header: {@code NRRD0001} to {@code NRRD0005}, then {@code field: value} until an empty line or, where the data
 * lies elsewhere, the end of the file. Comments and {@code key:=value} pairs are let pass; fields that change nothing of
 * what is read here, too.
 *
 * @param values what each field says, by its lower-case name
 * @param bytes length of the header, with the empty line
 */
record NrrdFields(Map<String, String> values, long bytes) {
    /** Headers have some 500 bytes. */
    private static final int LONGEST_HEADER = 32 << 10;

    private static final int LONGEST_EXCERPT = 40;

    /** Names that the format itself has for the same thing. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "datafile", "data file",
            "lineskip", "line skip",
            "byteskip", "byte skip",
            "blocksize", "block size");

    static NrrdFields read(InputStream file) throws IOException, ArrayRefusal {
        var reader = new LineReader(file);
        Optional<String> magic = reader.next();
        if (magic.isEmpty() || !magic.get().matches("NRRD000[1-5]")) {
            throw new ArrayRefusal(
                    "a first line that reads '" + printable(magic.orElse("")) + "'", "NRRD0001 to NRRD0005");
        }
        Map<String, String> values = new HashMap<>();
        for (Optional<String> line = reader.next();
                line.isPresent() && !line.get().isEmpty();
                line = reader.next()) {
            take(line.get(), values);
        }
        return new NrrdFields(Map.copyOf(values), reader.taken);
    }

    private static void take(String line, Map<String, String> values) throws ArrayRefusal {
        int colon = line.indexOf(':');
        if (line.startsWith("#") || line.startsWith(":=", Math.max(colon, 0))) {
            return;
        }
        if (colon < 1) {
            throw new ArrayRefusal("a header line that reads '" + printable(line) + "'", "'field: value'");
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String field = OTHER_NAMES.getOrDefault(name, name);
        if (values.putIfAbsent(field, line.substring(colon + 1).strip()) != null) {
            throw new ArrayRefusal("the field '" + printable(field) + "' twice", "it once");
        }
    }

    Optional<String> find(String field) {
        return Optional.ofNullable(values.get(field));
    }

    String demand(String field) throws ArrayRefusal {
        return find(field).orElseThrow(() -> new ArrayRefusal("a header without '" + field + "'", "it"));
    }

    /** Refuses a field unless it is missing or says one of these. */
    void demandNothingBut(String field, Set<String> allowed) throws ArrayRefusal {
        String value = values.getOrDefault(field, allowed.iterator().next());
        if (!allowed.contains(value)) {
            throw new ArrayRefusal("'" + field + ": " + printable(value) + "'", String.join(" or ", allowed));
        }
    }

    static String printable(String text) {
        String cut = text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) + "…" : text;
        return cut.replaceAll("[^\\x20-\\x7e…]", "?");
    }

    /** Takes lines from a stream without taking a byte of what follows them. */
    private static final class LineReader {
        private final InputStream stream;
        private long taken;

        LineReader(InputStream stream) {
            this.stream = stream;
        }

        /** The next line without its end, or nothing at the end of the file. */
        Optional<String> next() throws IOException, ArrayRefusal {
            var line = new StringBuilder();
            for (int value = stream.read(); value >= 0; value = stream.read()) {
                if (++taken > LONGEST_HEADER) {
                    throw new ArrayRefusal(
                            "a header of more than " + LONGEST_HEADER + " bytes", "at most " + LONGEST_HEADER);
                }
                if (value == '\n') {
                    return Optional.of(withoutReturn(line));
                }
                line.append((char) value);
            }
            return line.isEmpty() ? Optional.empty() : Optional.of(withoutReturn(line));
        }

        private static String withoutReturn(StringBuilder line) {
            boolean windows = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
            String text = windows ? line.substring(0, line.length() - 1) : line.toString();
            return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }
}
