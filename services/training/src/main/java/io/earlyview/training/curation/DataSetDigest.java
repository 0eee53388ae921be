package io.earlyview.training.curation;

import io.earlyview.training.domain.LabelledExample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The content hash of a data set: SHA-256 over, for each example in order of acquisition id, the id in UTF-8, a zero
 * byte, the name of its class in UTF-8, a zero byte, and the tensor as little-endian float32. The same acquisitions with
 * the same labels give the same hash wherever and in whatever order they lay on the broker.
 */
final class DataSetDigest {
    private DataSetDigest() {}

    /** 64 hexadecimal digits. {@code classes} are the exam's: negative, positive. */
    static String of(List<LabelledExample> sorted, List<String> classes) {
        MessageDigest digest = sha256();
        for (LabelledExample example : sorted) {
            digest.update(example.acquisitionId().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(classes.get(example.positive() ? 1 : 0).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer tensor =
                    ByteBuffer.allocate(example.tensor().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            tensor.asFloatBuffer().put(example.tensor());
            digest.update(tensor);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
