package io.earlyview.training.domain;

/**
 * A network as ONNX.
 *
 * @param graph the file; input "frames" float32 [N, frames, rows, columns] of raw values
 * @param weightsSha256 of the weights' file, in lower-case hexadecimal digits; empty where the graph holds all values
 * @param weights the values of a large network (ONNX calls them external data); the graph names their file by its hash, so
 *     that the hash of the graph stands for both
 */
@SuppressWarnings("ArrayRecordComponent")
public record OnnxNetwork(byte[] graph, String weightsSha256, byte[] weights) {

    /** One that holds all its values. */
    public static OnnxNetwork of(byte[] graph) {
        return new OnnxNetwork(graph, "", new byte[0]);
    }

    /** Whether the weights lie in a file of their own. */
    public boolean weightsApart() {
        return !weightsSha256.isEmpty();
    }

    /** Under which name a graph looks for weights of this hash, in the directory that is given for them. */
    public static String weightsFile(String sha256) {
        return sha256 + ".weights";
    }
}
