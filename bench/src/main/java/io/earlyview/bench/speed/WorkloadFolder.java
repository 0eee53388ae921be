package io.earlyview.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.training.fitting.network.GaussianKernel;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.ParameterSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.network.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A workload as files, for whoever builds the same network elsewhere; {@code bench/pytorch/steps.py} says what is in them. */
final class WorkloadFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkloadFolder() {}

    static void write(Workload workload, Path folder) throws IOException {
        NetworkSpecification network = workload.network();
        JSON.writeValue(
                folder.resolve("network.json").toFile(),
                Map.of(
                        "layers", layers(network.layers(), network.inputShape()),
                        "head", network.head().getClass().getSimpleName(),
                        "frames", network.frames(),
                        "rows", network.rows(),
                        "columns", network.columns(),
                        "clipNorm", Workload.CLIP_NORM,
                        "learningRate", Workload.LEARNING_RATE,
                        "weightDecay", workload.recipe().descent().weightDecay()));
        Weights start = workload.start();
        try (OutputStream values = Files.newOutputStream(folder.resolve("values"))) {
            for (ParameterSpecification parameter : network.parameters()) {
                values.write(bytes(start.of(parameter.name())));
            }
        }
        Files.write(folder.resolve("frames"), bytes(workload.frames()));
        Files.write(folder.resolve("targets"), bytes(workload.targets()));
    }

    private static List<Map<String, Object>> layers(List<Layer> layers, int[] in) {
        List<Map<String, Object>> described = new ArrayList<>();
        int[] shape = in;
        for (Layer layer : layers) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("kind", layer.getClass().getSimpleName());
            if (layer instanceof Layer.Residual residual) {
                entry.put("body", layers(residual.body(), shape));
                entry.put("shortcut", layers(residual.shortcut(), shape));
            } else if (layer instanceof ViewSet set) {
                entry.put("encoder", layers(set.encoder(), ViewSet.encoderShape(shape)));
                entry.put("directions", set.directions());
            } else {
                ((Map<?, ?>) JSON.convertValue(layer, Map.class))
                        .forEach((name, value) -> entry.put((String) name, value));
            }
            if (layer instanceof Preparation.GaussianSmoothing smoothing) {
                entry.put("kernel", GaussianKernel.perChannel(smoothing.sigmaPixels(), shape[0]));
            }
            entry.put("inputs", shape[0]);
            entry.put("features", shape.length == 1);
            shape = layer.outputShape(shape);
            entry.put("channelsOut", shape[0]);
            described.add(entry);
        }
        return described;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
