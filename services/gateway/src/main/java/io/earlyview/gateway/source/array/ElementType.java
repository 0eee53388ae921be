package io.earlyview.gateway.source.array;

import io.earlyview.gateway.domain.PixelType;

/** The element types that are read, and what each becomes on the wire. */
public enum ElementType {
    /** Widened: the wire has no such type. */
    INT8(1, PixelType.INT16),
    UINT8(1, PixelType.UINT8),
    UINT16(2, PixelType.UINT16),
    INT16(2, PixelType.INT16),
    FLOAT32(4, PixelType.FLOAT32),
    /** Narrowed: counts have fewer digits than a float32 keeps. */
    FLOAT64(8, PixelType.FLOAT32);

    private final int bytes;
    private final PixelType pixelType;

    ElementType(int bytes, PixelType pixelType) {
        this.bytes = bytes;
        this.pixelType = pixelType;
    }

    /** Size of an element in the file. */
    public int bytes() {
        return bytes;
    }

    /** What it is sent as. */
    public PixelType pixelType() {
        return pixelType;
    }
}
