package io.earlyview.inference.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The content-addressed store of ONNX files: {@code sha256/<64 hexadecimal digits>.onnx}, and {@code .weights} of
 * large networks beside them, under one directory.
 */
@ApplicationScoped
public class ArtifactStore {
    private static final String GRAPH = ".onnx";
    private static final String WEIGHTS = ".weights";

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
        Path file = found(sha256, GRAPH, expectedSize, LARGEST);
        try {
            byte[] bytes = Files.readAllBytes(file);
            MessageDigest digest = sha256();
            digest.update(bytes);
            checkSame(sha256 + GRAPH, sha256, digest);
            return bytes;
        } catch (IOException e) {
            throw unreadable(sha256 + GRAPH, e);
        }
    }

    /**
     * Copies a file of weights and checks the copy: what ONNX Runtime maps nobody else can change, cut or swap, whatever
     * becomes of the store.
     */
    WeightsCopy weights(String sha256, long expectedSize) throws RefusedRelease {
        Path file = found(sha256, WEIGHTS, expectedSize, LARGEST_WEIGHTS);
        try {
            WeightsCopy copy = WeightsCopy.open(sha256 + WEIGHTS);
            MessageDigest digest = sha256();
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                Files.copy(bytes, copy.file());
                checkSame(sha256 + WEIGHTS, sha256, digest);
                return copy;
            } catch (IOException | RefusedRelease e) {
                copy.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(sha256 + WEIGHTS, e);
        }
    }

    /** Before reading: a size that a manifest does not state must not fill the memory. */
    private Path found(String sha256, String ending, long expectedSize, long largest) throws RefusedRelease {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new RefusedRelease("the artifact's SHA-256 is not 64 lower-case hexadecimal digits");
        }
        Path file = directory.resolve("sha256").resolve(sha256 + ending);
        try {
            long size = Files.size(file);
            if (size != expectedSize || size > largest) {
                throw new RefusedRelease("artifact %s has %d bytes, its manifest says %d, at most %d are read"
                        .formatted(sha256 + ending, size, expectedSize, largest));
            }
            return file;
        } catch (IOException e) {
            throw unreadable(sha256 + ending, e);
        }
    }

    private static RefusedRelease unreadable(String file, IOException e) {
        return new RefusedRelease("artifact " + file + " cannot be read from the store: "
                + e.getClass().getSimpleName());
    }

    private static void checkSame(String file, String named, MessageDigest digest) throws RefusedRelease {
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(named)) {
            throw new RefusedRelease("artifact " + file + " has SHA-256 " + actual);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
