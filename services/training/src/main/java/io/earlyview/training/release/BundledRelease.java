package io.earlyview.training.release;

import io.earlyview.v1.ReleaseManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A release that comes inside this service, so that a new installation can score before anybody has trained. */
@SuppressWarnings("ArrayRecordComponent")
record BundledRelease(ReleaseManifest manifest, byte[] onnx) {

    BundledRelease {
        String digest = ArtifactStore.digest(onnx);
        if (!digest.equals(manifest.getArtifactSha256())) {
            throw new IllegalArgumentException("the bundled artifact has SHA-256 " + digest + ", its manifest says "
                    + manifest.getArtifactSha256());
        }
    }

    /**
     * The release {@code <directory>/<exam>/model.onnx} with {@code manifest.json} on the class path, if there is one.
     *
     * @throws IllegalArgumentException if artifact and manifest do not belong together
     */
    static Optional<BundledRelease> find(String directory, String exam) {
        String base = "/" + directory + "/" + exam + "/";
        try (InputStream onnx = BundledRelease.class.getResourceAsStream(base + "model.onnx");
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
            return Optional.of(new BundledRelease(plain, onnx.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled release of " + exam + " cannot be read", e);
        }
    }
}
