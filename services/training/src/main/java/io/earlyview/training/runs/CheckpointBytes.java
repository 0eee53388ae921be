package io.earlyview.training.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.fitting.Checkpoint;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.torch.AdamState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A checkpoint as bytes: a name of the format, the header as JSON (gzip), four groups of named arrays of float32 (weights,
 * Adam's means, its variances, running average), and the SHA-256 of all that.
 */
final class CheckpointBytes {
    private static final String FORMAT = "earlyview-checkpoint-1";
    private static final int DIGEST_BYTES = 32;

    private final ObjectMapper json;

    CheckpointBytes(ObjectMapper json) {
        this.json = json.copy().addMixIn(Observation.class, CheckpointHeader.Kinds.class);
        this.json.registerSubtypes(Observation.class.getPermittedSubclasses());
    }

    /** A checkpoint with what it belongs to. */
    record Owned(CheckpointHeader.Owner owner, Checkpoint checkpoint) {}

    byte[] write(Owned owned) throws IOException {
        Checkpoint checkpoint = owned.checkpoint();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(FORMAT);
            byte[] header = zipped(json.writeValueAsBytes(CheckpointHeader.of(owned.owner(), checkpoint)));
            out.writeInt(header.length);
            out.write(header);
            write(checkpoint.weights(), out);
            write(checkpoint.optimizer().means(), out);
            write(checkpoint.optimizer().variances(), out);
            write(checkpoint.average().values(), out);
        }
        bytes.write(digest(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    /** @throws IOException if a byte is missing, changed or in another format; the message says which */
    Owned read(byte[] bytes) throws IOException {
        int length = bytes.length - DIGEST_BYTES;
        if (length < 0 || !Arrays.equals(digest(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new IOException("its " + bytes.length + " bytes do not have the SHA-256 that stands at their end");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            String format = in.readUTF();
            if (!format.equals(FORMAT)) {
                throw new IOException("its format is '" + format + "', not '" + FORMAT + "'");
            }
            CheckpointHeader header = json.readValue(unzipped(in.readNBytes(in.readInt())), CheckpointHeader.class);
            Weights weights = weights(in);
            AdamState optimizer = new AdamState(weights(in), weights(in), header.optimizerSteps());
            Checkpoint.Average average = new Checkpoint.Average(weights(in), header.averageSteps());
            return new Owned(
                    header.of(),
                    new Checkpoint(
                            header.epochsDone(),
                            header.elapsedMillis(),
                            weights,
                            optimizer,
                            average,
                            header.observations(),
                            header.findings()));
        }
    }

    private static void write(Weights weights, DataOutputStream out) throws IOException {
        out.writeInt(weights.values().size());
        for (Map.Entry<String, float[]> each : weights.values().entrySet()) {
            ByteBuffer values = ByteBuffer.allocate(each.getValue().length * Float.BYTES);
            values.asFloatBuffer().put(each.getValue());
            out.writeUTF(each.getKey());
            out.writeInt(each.getValue().length);
            out.write(values.array());
        }
    }

    private static Weights weights(DataInputStream in) throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            float[] array = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(array.length * Float.BYTES))
                    .asFloatBuffer()
                    .get(array);
            values.put(name, array);
        }
        return new Weights(values);
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return zip.readAllBytes();
        }
    }

    private static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
