package io.earlyview.training.curation;

import io.earlyview.training.domain.LabelledExample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The content hash of a data set: SHA-256 over, for each example in order of acquisition id, the id in UTF-8, a zero
 * byte, the name of its class (or its quantity as Java prints it) in UTF-8, a zero byte, the spacing if it has one and
 * the tensor, both as little-endian float32, and of an example with further views the word "further" in UTF-8, a zero byte and
 * their {@link FurtherDigest} in ASCII: they move no weight, but a release's calibration rests on them. The same acquisitions
 * with the same labels give the same hash wherever and in whatever order they lay on the broker.
 */
final class DataSetDigest {
    private DataSetDigest() {}

    /** 64 hexadecimal digits. {@code classes} are the exam's; none for a quantity. */
    static String of(List<LabelledExample> sorted, List<String> classes, Map<String, String> further) {
        MessageDigest digest = sha256();
        for (LabelledExample example : sorted) {
            digest.update(example.acquisitionId().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            String label = classes.isEmpty() ? Double.toString(example.label()) : classes.get(example.classIndex());
            digest.update(label.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            double[] spacing = example.spacingMillimetres();
            ByteBuffer tensor = ByteBuffer.allocate((spacing.length + example.tensor().length) * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            FloatBuffer values = tensor.asFloatBuffer();
            for (double millimetres : spacing) {
                values.put((float) millimetres);
            }
            values.put(example.tensor());
            digest.update(tensor);
            String views = further.get(example.acquisitionId());
            if (views != null) {
                digest.update(("further\0" + views).getBytes(StandardCharsets.UTF_8));
            }
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
