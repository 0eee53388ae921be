package io.earlyview.training.release;

import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.v1.ReleaseManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A release that comes inside this service, so that a new installation can score before anybody has trained. */
record BundledRelease(ReleaseManifest manifest, OnnxNetwork onnx) {

    BundledRelease {
        demand("artifact", onnx.graph(), manifest.getArtifactSha256());
        demand("head", onnx.head(), manifest.getHeadSha256());
    }

    private static void demand(String what, byte[] bytes, String sha256) {
        String digest = bytes.length == 0 ? "" : ArtifactStore.digest(bytes);
        if (!digest.equals(sha256)) {
            throw new IllegalArgumentException(
                    "the bundled " + what + " has SHA-256 '" + digest + "', its manifest says '" + sha256 + "'");
        }
    }

    /**
     * The release {@code <directory>/<exam>/model.onnx}, of one that takes a set with {@code head.onnx}, and
     * {@code manifest.json} on the class path, if there is one.
     *
     * @throws IllegalArgumentException if its files and the manifest do not belong together
     */
    static Optional<BundledRelease> find(String directory, String exam) {
        String base = "/" + directory + "/" + exam + "/";
        try (InputStream onnx = BundledRelease.class.getResourceAsStream(base + "model.onnx");
                InputStream head = BundledRelease.class.getResourceAsStream(base + "head.onnx");
                InputStream manifest = BundledRelease.class.getResourceAsStream(base + "manifest.json")) {
            if (onnx == null || manifest == null) {
                return Optional.empty();
            }
            String json = new String(manifest.readAllBytes(), StandardCharsets.UTF_8);
            // Where it was made somebody signed and decided; here nobody has yet.
            ReleaseManifest plain = ManifestArchive.parse(json).toBuilder()
                    .clearSignature()
                    .clearDecisions()
                    .build();
            return Optional.of(new BundledRelease(
                    plain,
                    head == null
                            ? OnnxNetwork.of(onnx.readAllBytes())
                            : OnnxNetwork.set(onnx.readAllBytes(), head.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled release of " + exam + " cannot be read", e);
        }
    }
}
