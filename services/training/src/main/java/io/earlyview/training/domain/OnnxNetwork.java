package io.earlyview.training.domain;

/**
 * A network as ONNX.
 *
 * @param graph the file; input "frames" float32 [N, frames, rows, columns] of raw values. Of a network on a set of views its
 *     encoder: inputs "frame" float32 [N, rows, columns] and "angle" float32 [N], output "embedding" float32 [N, features]
 * @param weightsSha256 of the weights' file, in lower-case hexadecimal digits; empty where the graph holds all values
 * @param weights the values of a large network (ONNX calls them external data); the graph names their file by its hash, so
 *     that the hash of the graph stands for both
 * @param head the second file of a network on a set of views: input "embeddings" float32 [N, frames, features]; empty for any
 *     other
 */
@SuppressWarnings("ArrayRecordComponent")
public record OnnxNetwork(byte[] graph, String weightsSha256, byte[] weights, byte[] head) {
    private static final byte[] NONE = new byte[0];

    /** One that takes its frames together. */
    public OnnxNetwork(byte[] graph, String weightsSha256, byte[] weights) {
        this(graph, weightsSha256, weights, NONE);
    }

    /** One that holds all its values. */
    public static OnnxNetwork of(byte[] graph) {
        return new OnnxNetwork(graph, "", NONE);
    }

    /** One on a set of views. */
    public static OnnxNetwork set(byte[] encoder, byte[] head) {
        return new OnnxNetwork(encoder, "", NONE, head);
    }

    /** Whether it takes a set of views: an encoder for each, and a head for however many there are. */
    public boolean isSet() {
        return head.length > 0;
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
