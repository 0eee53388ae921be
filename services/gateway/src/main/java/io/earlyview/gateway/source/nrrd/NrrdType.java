package io.earlyview.gateway.source.nrrd;

import io.earlyview.gateway.source.array.ArrayRefusal;
import io.earlyview.gateway.source.array.ElementType;
import java.util.Map;
import java.util.Set;

/** The names that the format has for the types that are read. */
final class NrrdType {
    private static final String EXPECTED = "int8, uint8, int16, uint16, float or double";

    private static final Map<ElementType, Set<String>> NAMES = Map.of(
            ElementType.INT8, Set.of("signed char", "int8", "int8_t"),
            ElementType.UINT8, Set.of("uchar", "unsigned char", "uint8", "uint8_t"),
            ElementType.INT16, Set.of("short", "short int", "signed short", "signed short int", "int16", "int16_t"),
            ElementType.UINT16, Set.of("ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"),
            ElementType.FLOAT32, Set.of("float"),
            ElementType.FLOAT64, Set.of("double"));

    private NrrdType() {}

    static ElementType named(String name) throws ArrayRefusal {
        return NAMES.entrySet().stream()
                .filter(type -> type.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new ArrayRefusal("values of type '" + NrrdFields.printable(name) + "'", EXPECTED));
    }
}
