package io.earlyview.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** Writes .npy files (format 1.0, uint16, C order) as NumPy does, for tests. */
final class NumpyFile {
    private NumpyFile() {}

    /** Two views of counts: flat background, and where {@code bright} a spot in the middle. */
    static float[] twoViews(boolean bright, RandomGenerator random) {
        float[] counts = new float[2 * 128 * 128];
        for (int i = 0; i < counts.length; i++) {
            int row = i / 128 % 128;
            int column = i % 128;
            double fromCentre = Math.hypot(row - 64, column - 64);
            double mean = fromCentre > 45 ? 0.1 : bright && fromCentre < 7 ? 9 : 1.5;
            counts[i] = (float) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        return counts;
    }

    static byte[] uint16(float[] values, int... shape) throws IOException {
        StringBuilder dimensions = new StringBuilder();
        for (int size : shape) {
            dimensions.append(size).append(", ");
        }
        return file(
                "{'descr': '<u2', 'fortran_order': False, 'shape': ("
                        + dimensions.toString().strip() + "), }",
                values);
    }

    static byte[] file(String description, float[] values) throws IOException {
        String header = description + " ".repeat(63 - (10 + description.length()) % 64) + "\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.write(header.length() & 0xff);
        bytes.write(header.length() >> 8);
        bytes.write(header.getBytes(StandardCharsets.ISO_8859_1));
        ByteBuffer data = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putShort((short) value);
        }
        bytes.write(data.array());
        return bytes.toByteArray();
    }

    static Path write(Path file, byte[] bytes) throws IOException {
        return Files.write(file, bytes);
    }
}
