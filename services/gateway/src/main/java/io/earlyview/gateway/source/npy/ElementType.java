package io.earlyview.gateway.source.npy;

import io.earlyview.gateway.domain.PixelType;
import java.util.Map;
import java.util.Optional;

/** The element types that are read, and what each becomes on the wire. */
enum ElementType {
    UINT8(1, PixelType.UINT8),
    UINT16(2, PixelType.UINT16),
    INT16(2, PixelType.INT16),
    FLOAT32(4, PixelType.FLOAT32),
    /** Narrowed: counts have fewer digits than a float32 keeps. */
    FLOAT64(8, PixelType.FLOAT32);

    static final String EXPECTED = "uint8, uint16, int16, float32 or float64 (convert with array.astype('uint16'))";

    private static final Map<String, ElementType> BY_CODE =
            Map.of("u1", UINT8, "u2", UINT16, "i2", INT16, "f4", FLOAT32, "f8", FLOAT64);

    private final int bytes;
    private final PixelType pixelType;

    ElementType(int bytes, PixelType pixelType) {
        this.bytes = bytes;
        this.pixelType = pixelType;
    }

    int bytes() {
        return bytes;
    }

    PixelType pixelType() {
        return pixelType;
    }

    /** The type by NumPy's code without byte order, such as {@code u2}. */
    static Optional<ElementType> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
