package io.earlyview.inference.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content-addressed store of ONNX files: {@code sha256/<64 hexadecimal digits>.onnx} under one directory. */
@ApplicationScoped
public class ArtifactStore {
    private static final long LARGEST = 1 << 30;

    private final Path directory;

    ArtifactStore(Settings settings) {
        this.directory = settings.directory();
    }

    /** Where artifacts lie. */
    @ConfigMapping(prefix = "earlyview.artifacts")
    interface Settings {
        /** Directory of the store, shared with training. */
        @WithDefault("data/artifacts")
        Path directory();
    }

    /** Reads an artifact and checks that its bytes are the ones named. */
    byte[] read(String sha256, long expectedSize) throws RefusedRelease {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new RefusedRelease("the artifact's SHA-256 is not 64 lower-case hexadecimal digits");
        }
        Path file = directory.resolve("sha256").resolve(sha256 + ".onnx");
        byte[] bytes;
        try {
            // Before reading: a size that a manifest does not state must not fill the memory.
            long size = Files.size(file);
            if (size != expectedSize || size > LARGEST) {
                throw new RefusedRelease("artifact %s has %d bytes, its manifest says %d, at most %d are read"
                        .formatted(sha256, size, expectedSize, LARGEST));
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedRelease("artifact " + sha256 + " cannot be read from the store: "
                    + e.getClass().getSimpleName());
        }
        String actual = sha256(bytes);
        if (!actual.equals(sha256)) {
            throw new RefusedRelease("artifact " + sha256 + " has SHA-256 " + actual);
        }
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
