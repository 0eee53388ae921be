package io.earlyview.gateway.source.npy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses a header's text: a Python dictionary with exactly {@code descr}, {@code fortran_order} and {@code shape}. */
final class NpyHeaderParser {
    private static final int MOST_AXES = 32;

    private final LiteralScanner scanner;
    private Optional<String> descr = Optional.empty();
    private Optional<Boolean> fortranOrder = Optional.empty();
    private Optional<List<Long>> shape = Optional.empty();

    private NpyHeaderParser(String text) {
        this.scanner = new LiteralScanner(text);
    }

    static NpyHeader parse(String text) throws NpyRefusal {
        return new NpyHeaderParser(text).parse();
    }

    private NpyHeader parse() throws NpyRefusal {
        scanner.demand('{');
        while (!scanner.take('}')) {
            entry();
            if (!scanner.sees('}')) {
                scanner.demand(',');
            }
        }
        scanner.demandEnd();
        String type = descr.orElseThrow(() -> missing("descr"));
        return new NpyHeader(
                elementType(type),
                byteOrder(type),
                fortranOrder.orElseThrow(() -> missing("fortran_order")),
                shape.orElseThrow(() -> missing("shape")));
    }

    private void entry() throws NpyRefusal {
        String key = scanner.string();
        scanner.demand(':');
        switch (key) {
            case "descr" -> descr = once(descr, key, description());
            case "fortran_order" -> fortranOrder = once(fortranOrder, key, scanner.truth());
            case "shape" -> shape = once(shape, key, tuple());
            default -> throw new NpyRefusal("an unknown entry in the header", "descr, fortran_order and shape only");
        }
    }

    private String description() throws NpyRefusal {
        if (scanner.sees('[') || scanner.sees('(')) {
            throw new NpyRefusal("structured elements", ElementType.EXPECTED);
        }
        return scanner.string();
    }

    private List<Long> tuple() throws NpyRefusal {
        List<Long> axes = new ArrayList<>();
        scanner.demand('(');
        while (!scanner.take(')')) {
            if (axes.size() == MOST_AXES) {
                throw new NpyRefusal("a shape of more than " + MOST_AXES + " axes", "3");
            }
            axes.add(scanner.wholeNumber());
            if (!scanner.sees(')')) {
                scanner.demand(',');
            }
        }
        return axes;
    }

    private static ElementType elementType(String descr) throws NpyRefusal {
        if (descr.length() < 2) {
            throw new NpyRefusal("element type '" + printable(descr) + "'", ElementType.EXPECTED);
        }
        return ElementType.ofCode(descr.substring(1))
                .orElseThrow(() -> new NpyRefusal("elements of type " + name(descr), ElementType.EXPECTED));
    }

    private static ByteOrder byteOrder(String descr) throws NpyRefusal {
        char order = descr.charAt(0);
        boolean needsNone = order == '|' && descr.endsWith("1");
        if (order == '<' || needsNone) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        if (order == '>') {
            return ByteOrder.BIG_ENDIAN;
        }
        throw new NpyRefusal("element type '" + printable(descr) + "' without a byte order", "'<' or '>' before it");
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

    private static <T> Optional<T> once(Optional<T> before, String key, T value) throws NpyRefusal {
        if (before.isPresent()) {
            throw new NpyRefusal("the header entry '" + key + "' twice", "it once");
        }
        return Optional.of(value);
    }

    private static NpyRefusal missing(String key) {
        return new NpyRefusal("a header without '" + key + "'", "descr, fortran_order and shape");
    }
}
