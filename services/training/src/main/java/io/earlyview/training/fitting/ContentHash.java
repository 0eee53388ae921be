package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells equal tensors from different ones, whoever they are said to belong to. */
final class ContentHash {
    private ContentHash() {}

    /** SHA-256 of the tensor, in hexadecimal digits. */
    static String of(LabelledExample example) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * example.tensor().length);
        bytes.asFloatBuffer().put(example.tensor());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
