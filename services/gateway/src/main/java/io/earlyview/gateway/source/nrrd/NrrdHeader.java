package io.earlyview.gateway.source.nrrd;

import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.source.array.ArrayHeader;
import io.earlyview.gateway.source.array.ArrayRefusal;
import io.earlyview.gateway.source.array.ElementType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a header says of its array.
 *
 * @param array type, byte order and shape; planes first, whose axis the format names last
 * @param dataFile name of the file that holds the data, where that is another
 */
record NrrdHeader(ArrayHeader array, Encoding encoding, Spacing spacing, Optional<String> dataFile) {
    private static final int AXES = 3;
    private static final Set<String> SPATIAL =
            Set.of("domain", "space", "???", "none", "unknown", "time", "list", "vector", "point");

    /** How the data is written. */
    enum Encoding {
        RAW,
        GZIP
    }

    static NrrdHeader of(NrrdFields fields) throws ArrayRefusal {
        fields.demandNothingBut("line skip", Set.of("0"));
        fields.demandNothingBut("byte skip", Set.of("0"));
        ElementType type = NrrdType.named(fields.demand("type").toLowerCase(Locale.ROOT));
        return new NrrdHeader(
                new ArrayHeader(type, byteOrder(fields, type), false, shape(fields)),
                encoding(fields.demand("encoding")),
                NrrdSpacing.of(fields),
                dataFile(fields));
    }

    private static List<Long> shape(NrrdFields fields) throws ArrayRefusal {
        long dimension = wholeNumber(fields.demand("dimension"));
        if (dimension != AXES) {
            throw new ArrayRefusal("an array of " + dimension + " dimensions", "3: columns, rows, planes");
        }
        List<Long> planesFirst = new ArrayList<>();
        for (String size : fields.demand("sizes").split("\\s+")) {
            planesFirst.addFirst(wholeNumber(size));
        }
        if (planesFirst.size() != AXES) {
            throw new ArrayRefusal(planesFirst.size() + " sizes", "3");
        }
        Optional<String> kinds = fields.find("kinds");
        if (kinds.isPresent()) {
            demandPlanesLast(kinds.get());
        }
        return planesFirst;
    }

    /** A list of channels may only be the slowest axis: else what seems to be a row is one pixel's channels. */
    private static void demandPlanesLast(String text) throws ArrayRefusal {
        String[] kinds = text.toLowerCase(Locale.ROOT).split("\\s+");
        if (kinds.length != AXES) {
            throw new ArrayRefusal(kinds.length + " kinds", "3");
        }
        for (int axis = 0; axis < AXES; axis++) {
            boolean channels =
                    kinds[axis].equals("list") || kinds[axis].equals("vector") || kinds[axis].equals("point");
            if (!SPATIAL.contains(kinds[axis]) || channels && axis < AXES - 1) {
                throw new ArrayRefusal(
                        "kind '" + NrrdFields.printable(kinds[axis]) + "' of axis " + (axis + 1) + " of 3",
                        "columns, rows, planes in this order");
            }
        }
    }

    private static ByteOrder byteOrder(NrrdFields fields, ElementType type) throws ArrayRefusal {
        if (type.bytes() == 1) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String endian = fields.demand("endian").toLowerCase(Locale.ROOT);
        return switch (endian) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw new ArrayRefusal("'endian: " + NrrdFields.printable(endian) + "'", "little or big");
        };
    }

    private static Encoding encoding(String name) throws ArrayRefusal {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "raw" -> Encoding.RAW;
            case "gzip", "gz" -> Encoding.GZIP;
            default -> throw new ArrayRefusal("the encoding '" + NrrdFields.printable(name) + "'", "raw or gzip");
        };
    }

    private static Optional<String> dataFile(NrrdFields fields) throws ArrayRefusal {
        Optional<String> name = fields.find("data file");
        if (name.isPresent() && (name.get().startsWith("LIST") || name.get().contains("%"))) {
            throw new ArrayRefusal("data in several files", "one data file");
        }
        return name;
    }

    private static long wholeNumber(String text) throws ArrayRefusal {
        if (!text.matches("[0-9]{1,9}")) {
            throw new ArrayRefusal("'" + NrrdFields.printable(text) + "' as a size", "a whole number");
        }
        return Long.parseLong(text);
    }
}
