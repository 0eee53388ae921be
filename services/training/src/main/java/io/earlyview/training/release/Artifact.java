package io.earlyview.training.release;

import io.earlyview.v1.ReleaseManifest;

/**
 * An ONNX file in the store, and beside it the weights of a large network, or the head of one on a set of views.
 *
 * @param sha256 of the ONNX file: 64 lower-case hexadecimal digits
 * @param size of the ONNX file in bytes
 * @param weightsSha256 of the weights' file; empty where there is none
 * @param weightsSize of the weights' file in bytes; 0 where there is none
 * @param headSha256 of the head's ONNX file, where the first is an encoder; empty where there is none
 * @param headSize of the head's ONNX file in bytes; 0 where there is none
 */
public record Artifact(
        String sha256, long size, String weightsSha256, long weightsSize, String headSha256, long headSize) {
    /** One file alone. */
    static Artifact ofOneFile(String sha256, long size) {
        return new Artifact(sha256, size, "", 0, "", 0);
    }

    /** What a release's scores come from. */
    public static Artifact of(ReleaseManifest manifest) {
        return new Artifact(
                manifest.getArtifactSha256(),
                manifest.getArtifactSize(),
                manifest.getWeightsSha256(),
                manifest.getWeightsSize(),
                manifest.getHeadSha256(),
                manifest.getHeadSize());
    }
}
