package io.earlyview.gateway.source.array;

import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file says of its array.
 *
 * @param fortranOrder true where the first axis varies fastest
 */
public record ArrayHeader(ElementType elementType, ByteOrder byteOrder, boolean fortranOrder, List<Long> shape) {
    public ArrayHeader {
        shape = List.copyOf(shape);
    }

    /** The shape as NumPy prints it, such as {@code (2, 128, 128)}. */
    public static String print(List<? extends Number> shape) {
        return shape.stream()
                .map(Number::toString)
                .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
    }
}
