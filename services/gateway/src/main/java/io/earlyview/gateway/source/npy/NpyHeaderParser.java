package io.earlyview.gateway.source.npy;

import io.earlyview.gateway.source.array.ArrayHeader;
import io.earlyview.gateway.source.array.ArrayRefusal;
import io.earlyview.gateway.source.array.ElementType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses a header's text: a Python dictionary with exactly {@code descr}, {@code fortran_order} and {@code shape}. */
final class NpyHeaderParser {
    private static final int MOST_AXES = 32;
    private static final String EXPECTED =
            "uint8, uint16, int16, float32 or float64 (convert with array.astype('uint16'))";

    private static final Map<String, ElementType> BY_CODE = Map.of(
            "u1", ElementType.UINT8,
            "u2", ElementType.UINT16,
            "i2", ElementType.INT16,
            "f4", ElementType.FLOAT32,
            "f8", ElementType.FLOAT64);

    private final LiteralScanner scanner;
    private Optional<String> descr = Optional.empty();
    private Optional<Boolean> fortranOrder = Optional.empty();
    private Optional<List<Long>> shape = Optional.empty();

    private NpyHeaderParser(String text) {
        this.scanner = new LiteralScanner(text);
    }

    static ArrayHeader parse(String text) throws ArrayRefusal {
        return new NpyHeaderParser(text).parse();
    }

    private ArrayHeader parse() throws ArrayRefusal {
        scanner.demand('{');
        while (!scanner.take('}')) {
            entry();
            if (!scanner.sees('}')) {
                scanner.demand(',');
            }
        }
        scanner.demandEnd();
        String type = descr.orElseThrow(() -> missing("descr"));
        return new ArrayHeader(
                elementType(type),
                byteOrder(type),
                fortranOrder.orElseThrow(() -> missing("fortran_order")),
                shape.orElseThrow(() -> missing("shape")));
    }

    private void entry() throws ArrayRefusal {
        String key = scanner.string();
        scanner.demand(':');
        switch (key) {
            case "descr" -> descr = once(descr, key, description());
            case "fortran_order" -> fortranOrder = once(fortranOrder, key, scanner.truth());
            case "shape" -> shape = once(shape, key, tuple());
            default -> throw new ArrayRefusal("an unknown entry in the header", "descr, fortran_order and shape only");
        }
    }

    private String description() throws ArrayRefusal {
        if (scanner.sees('[') || scanner.sees('(')) {
            throw new ArrayRefusal("structured elements", EXPECTED);
        }
        return scanner.string();
    }

    private List<Long> tuple() throws ArrayRefusal {
        List<Long> axes = new ArrayList<>();
        scanner.demand('(');
        while (!scanner.take(')')) {
            if (axes.size() == MOST_AXES) {
                throw new ArrayRefusal("a shape of more than " + MOST_AXES + " axes", "3");
            }
            axes.add(scanner.wholeNumber());
            if (!scanner.sees(')')) {
                scanner.demand(',');
            }
        }
        return axes;
    }

    private static ElementType elementType(String descr) throws ArrayRefusal {
        if (descr.length() < 2) {
            throw new ArrayRefusal("element type '" + printable(descr) + "'", EXPECTED);
        }
        return Optional.ofNullable(BY_CODE.get(descr.substring(1)))
                .orElseThrow(() -> new ArrayRefusal("elements of type " + name(descr), EXPECTED));
    }

    private static ByteOrder byteOrder(String descr) throws ArrayRefusal {
        char order = descr.charAt(0);
        boolean needsNone = order == '|' && descr.endsWith("1");
        if (order == '<' || needsNone) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        if (order == '>') {
            return ByteOrder.BIG_ENDIAN;
        }
        throw new ArrayRefusal("element type '" + printable(descr) + "' without a byte order", "'<' or '>' before it");
    }

    private static String name(String descr) {
        String bits = descr.substring(2).matches("[0-9]{1,2}") ? "" + 8 * Integer.parseInt(descr.substring(2)) : "";
        return switch (descr.charAt(1)) {
            case 'O' -> "object (pickled Python)";
            case 'c' -> "complex" + bits;
            case 'i' -> "int" + bits;
            case 'u' -> "uint" + bits;
            case 'f' -> "float" + bits;
            case 'b' -> "bool";
            case 'S', 'U', 'a' -> "text";
            default -> "'" + printable(descr) + "'";
        };
    }

    private static String printable(String text) {
        String cut = text.length() > 16 ? text.substring(0, 16) + "…" : text;
        return cut.replaceAll("[^\\x20-\\x7e…]", "?");
    }

    private static <T> Optional<T> once(Optional<T> before, String key, T value) throws ArrayRefusal {
        if (before.isPresent()) {
            throw new ArrayRefusal("the header entry '" + key + "' twice", "it once");
        }
        return Optional.of(value);
    }

    private static ArrayRefusal missing(String key) {
        return new ArrayRefusal("a header without '" + key + "'", "descr, fortran_order and shape");
    }
}
