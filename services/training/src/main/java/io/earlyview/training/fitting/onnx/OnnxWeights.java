package io.earlyview.training.fitting.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.fitting.network.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values that a network's file holds: every constant of {@link OnnxExport} by its name. */
public final class OnnxWeights {
    private OnnxWeights() {}

    /** Those of a file on the class path. */
    public static Weights ofResource(String resource) {
        try (InputStream file = OnnxWeights.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + resource + " on the class path");
            }
            return of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** Those of all files of a network that holds them in its graphs. */
    public static Weights of(OnnxNetwork network) {
        Map<String, float[]> values = new LinkedHashMap<>(of(network.graph()).values());
        if (network.isSet()) {
            values.putAll(of(network.head()).values());
        }
        return new Weights(values);
    }

    /** Those of a file that holds them all; constants that are no float32 are left out. */
    public static Weights of(byte[] onnx) {
        Map<String, float[]> values = new LinkedHashMap<>();
        try {
            for (OnnxMl.TensorProto tensor :
                    OnnxMl.ModelProto.parseFrom(onnx).getGraph().getInitializerList()) {
                if (tensor.getExternalDataCount() > 0) {
                    throw new IllegalArgumentException(tensor.getName() + " lies in a file of its own");
                }
                if (tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber()) {
                    float[] floats = new float[tensor.getRawData().size() / Float.BYTES];
                    tensor.getRawData()
                            .asReadOnlyByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer()
                            .get(floats);
                    values.put(tensor.getName(), floats);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the bytes are no ONNX model", e);
        }
        return new Weights(values);
    }
}
