package io.earlyview.gateway.source.npy;

import io.earlyview.gateway.source.array.ArrayRefusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What stands before the array: magic bytes, format version, length of the header, header.
 *
 * @param dataOffset where the array begins, bytes
 */
record NpyPreamble(String headerText, long dataOffset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** NumPy's own limit for headers of files it does not trust. */
    private static final long LONGEST_HEADER = 10_000;

    static NpyPreamble read(FileChannel channel) throws IOException, ArrayRefusal {
        ByteBuffer start = take(channel, MAGIC.length + 2);
        for (byte expected : MAGIC) {
            if (start.get() != expected) {
                throw new ArrayRefusal("a file that does not begin with \\x93NUMPY", "a .npy file");
            }
        }
        int major = Byte.toUnsignedInt(start.get());
        int minor = Byte.toUnsignedInt(start.get());
        if (major < 1 || major > 3 || minor != 0) {
            throw new ArrayRefusal("npy format " + major + "." + minor, "1.0, 2.0 or 3.0");
        }
        long length = major == 1
                ? Short.toUnsignedInt(take(channel, Short.BYTES).getShort())
                : Integer.toUnsignedLong(take(channel, Integer.BYTES).getInt());
        if (length > LONGEST_HEADER) {
            throw new ArrayRefusal("a header of " + length + " bytes", "at most " + LONGEST_HEADER);
        }
        ByteBuffer header = take(channel, (int) length);
        return new NpyPreamble(
                decode(header, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1), channel.position());
    }

    private static ByteBuffer take(FileChannel channel, int bytes) throws IOException, ArrayRefusal {
        long left = channel.size() - channel.position();
        if (left < bytes) {
            throw new ArrayRefusal(
                    channel.size() == 0
                            ? "an empty file"
                            : "a file of " + channel.size() + " bytes that ends in its header",
                    "a .npy file");
        }
        ByteBuffer taken = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        NpyScanReader.readFully(channel, taken);
        return taken.flip();
    }

    private static String decode(ByteBuffer header, Charset charset) throws ArrayRefusal {
        try {
            return charset.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw new ArrayRefusal("a header of format 3.0 that is not UTF-8", "UTF-8");
        }
    }
}
