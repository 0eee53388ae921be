package io.earlyview.bench.inference.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a peer is to do; given on its command line.
 *
 * @param bootstrapServers host and port of the broker
 * @param name of its consumer group and its transactions
 * @param framesTopic keyed by acquisition
 * @param scoresTopic keyed by acquisition
 * @param network an ONNX file on pairs of views
 * @param folder it may write to
 */
public record Task(
        String bootstrapServers, String name, String framesTopic, String scoresTopic, Path network, Path folder) {

    /** The command line. */
    public List<String> arguments() {
        return List.of(bootstrapServers, name, framesTopic, scoresTopic, network.toString(), folder.toString());
    }

    static Task of(String[] arguments) {
        return new Task(
                arguments[0], arguments[1], arguments[2], arguments[3], Path.of(arguments[4]), Path.of(arguments[5]));
    }

    byte[] onnx() throws IOException {
        return Files.readAllBytes(network);
    }
}
