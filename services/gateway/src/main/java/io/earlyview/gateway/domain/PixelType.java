package io.earlyview.gateway.domain;

/** How one pixel is stored on the wire, little-endian. */
public enum PixelType {
    UINT8(1),
    UINT16(2),
    INT16(2),
    FLOAT32(4);

    private final int bytes;

    PixelType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of a pixel in bytes. */
    public int bytes() {
        return bytes;
    }
}
