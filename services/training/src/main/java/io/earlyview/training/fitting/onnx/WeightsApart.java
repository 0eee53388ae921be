package io.earlyview.training.fitting.onnx;

import ai.onnx.proto.OnnxMl;
import io.earlyview.training.domain.OnnxNetwork;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes the values of a large network out of its graph into a file of their own: a protobuf message ends at 2 GiB, and a
 * runtime maps such a file into memory where it would copy what stands in a message.
 */
final class WeightsApart {
    /** Bytes of values from which on a network is large. */
    static final long LARGE = 256L << 20;

    /** Smaller constants stay where they are: shapes and axes are looked at while a graph is read. */
    private static final int SMALL = 1024;
    /** Where a tensor begins, so that it can be mapped. */
    private static final int ALIGNMENT = 4096;

    /** What an array holds. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private WeightsApart() {}

    /**
     * The model, with its values apart where they are more than {@code large} bytes.
     *
     * @throws IllegalArgumentException if they are more than an array can hold
     */
    static OnnxNetwork of(OnnxMl.ModelProto.Builder model, long large) {
        long length = 0;
        long all = 0;
        for (OnnxMl.TensorProto tensor : model.getGraph().getInitializerList()) {
            all += tensor.getRawData().size();
            length = isSmall(tensor)
                    ? length
                    : aligned(length) + tensor.getRawData().size();
        }
        if (all <= large) {
            return OnnxNetwork.of(model.build().toByteArray());
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "the values of " + model.getGraph().getName() + " take " + length + " bytes, at most "
                            + (Integer.MAX_VALUE - 8) + " can be written");
        }
        byte[] weights = new byte[(int) length];
        String sha256 = copied(model.getGraphBuilder(), weights);
        return new OnnxNetwork(model.build().toByteArray(), sha256, weights);
    }

    /** Why a network of so many values could not be written; nothing where it can. */
    static Optional<String> refusal(String network, long values) {
        return values > MOST / Float.BYTES ? Optional.of(tooMany(network, values * Float.BYTES)) : Optional.empty();
    }

    private static String tooMany(String network, long bytes) {
        return "The values of " + network + " take " + bytes + " bytes, at most " + MOST + " can be written.";
    }

    /** Copies the values, and then names them by their hash where they were. */
    private static String copied(OnnxMl.GraphProto.Builder graph, byte[] weights) {
        int at = 0;
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            if (!isSmall(tensor)) {
                at = (int) aligned(at);
                tensor.getRawData().copyTo(weights, at);
                at += tensor.getRawData().size();
            }
        }
        String sha256 = sha256(weights);
        long offset = 0;
        for (OnnxMl.TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            int length = tensor.getRawData().size();
            if (length >= SMALL) {
                offset = aligned(offset);
                tensor.clearRawData()
                        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", OnnxNetwork.weightsFile(sha256)))
                        .addExternalData(entry("offset", Long.toString(offset)))
                        .addExternalData(entry("length", Integer.toString(length)));
                offset += length;
            }
        }
        return sha256;
    }

    private static boolean isSmall(OnnxMl.TensorProto tensor) {
        return tensor.getRawData().size() < SMALL;
    }

    private static long aligned(long offset) {
        return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
