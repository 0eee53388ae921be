package io.earlyview.inference.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The content-addressed store of ONNX files: {@code sha256/<64 hexadecimal digits>.onnx}, and {@code .weights} of
 * large networks beside them, under one directory.
 */
@ApplicationScoped
public class ArtifactStore {
    private static final long LARGEST = 1 << 30;
    /** They are mapped, not read. */
    private static final long LARGEST_WEIGHTS = 8L << 30;

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

    /** Reads an ONNX file and checks that its bytes are the ones named. */
    byte[] read(String sha256, long expectedSize) throws RefusedRelease {
        Path file = found(sha256, ".onnx", expectedSize, LARGEST);
        MessageDigest digest = digest();
        try {
            byte[] bytes = Files.readAllBytes(file);
            digest.update(bytes);
            checkSame(sha256, digest);
            return bytes;
        } catch (IOException e) {
            throw unreadable(sha256, e);
        }
    }

    /** Checks a file of weights, which ONNX Runtime then maps into memory, and says in which directory it lies. */
    Path weights(String sha256, long expectedSize) throws RefusedRelease {
        Path file = found(sha256, ".weights", expectedSize, LARGEST_WEIGHTS);
        MessageDigest digest = digest();
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] part = new byte[1 << 20];
            for (int length = bytes.read(part); length >= 0; length = bytes.read(part)) {
                digest.update(part, 0, length);
            }
        } catch (IOException e) {
            throw unreadable(sha256, e);
        }
        checkSame(sha256, digest);
        return files().toAbsolutePath();
    }

    /** Before reading: a size that a manifest does not state must not fill the memory. */
    private Path found(String sha256, String ending, long expectedSize, long largest) throws RefusedRelease {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new RefusedRelease("the artifact's SHA-256 is not 64 lower-case hexadecimal digits");
        }
        Path file = files().resolve(sha256 + ending);
        try {
            long size = Files.size(file);
            if (size != expectedSize || size > largest) {
                throw new RefusedRelease("artifact %s has %d bytes, its manifest says %d, at most %d are read"
                        .formatted(sha256, size, expectedSize, largest));
            }
            return file;
        } catch (IOException e) {
            throw unreadable(sha256, e);
        }
    }

    private Path files() {
        return directory.resolve("sha256");
    }

    private static RefusedRelease unreadable(String sha256, IOException e) {
        return new RefusedRelease("artifact " + sha256 + " cannot be read from the store: "
                + e.getClass().getSimpleName());
    }

    private static void checkSame(String named, MessageDigest digest) throws RefusedRelease {
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(named)) {
            throw new RefusedRelease("artifact " + named + " has SHA-256 " + actual);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
