package io.earlyview.gateway.source.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes arrays as NumPy does, by code of its own: shares nothing with the reader but the format.
 *
 * @param code element type without byte order, such as u2
 */
record NpyArray(String code, boolean bigEndian, boolean fortran, int version, int views, int rows, int columns) {
    interface Values {
        double at(int view, int row, int column);
    }

    static NpyArray twoViews(String code) {
        return new NpyArray(code, false, false, 1, 2, 128, 128);
    }

    byte[] bytes(Values values) {
        return withHeader(header(), data(values));
    }

    String header() {
        String order = code.endsWith("1") ? "|" : bigEndian ? ">" : "<";
        return "{'descr': '" + order + code + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + views + ", " + rows + ", " + columns + "), }";
    }

    byte[] withHeader(String header, byte[] data) {
        byte[] text = header.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        int lengthBytes = version == 1 ? 2 : 4;
        int padding = 64 - (8 + lengthBytes + text.length + 1) % 64;
        int length = text.length + padding + 1;
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        for (int i = 0; i < lengthBytes; i++) {
            out.write(length >> (8 * i));
        }
        out.writeBytes(text);
        out.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
        out.writeBytes(data);
        return out.toByteArray();
    }

    byte[] data(Values values) {
        int size = code.charAt(1) - '0';
        ByteBuffer out = ByteBuffer.allocate(views * rows * columns * size)
                .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (fortran) {
            for (int c = 0; c < columns; c++) {
                for (int r = 0; r < rows; r++) {
                    for (int v = 0; v < views; v++) {
                        put(out, values.at(v, r, c));
                    }
                }
            }
        } else {
            for (int v = 0; v < views; v++) {
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < columns; c++) {
                        put(out, values.at(v, r, c));
                    }
                }
            }
        }
        return out.array();
    }

    private void put(ByteBuffer out, double value) {
        switch (code) {
            case "u1" -> out.put((byte) (int) value);
            case "u2", "i2" -> out.putShort((short) (int) value);
            case "f4" -> out.putFloat((float) value);
            case "f8" -> out.putDouble(value);
            default -> throw new IllegalArgumentException(code);
        }
    }

    static Path write(Path directory, String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
