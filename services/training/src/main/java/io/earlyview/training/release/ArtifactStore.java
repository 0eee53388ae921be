package io.earlyview.training.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** ONNX files by the hash of their bytes. A file is never changed: the same name always means the same bytes. */
@ApplicationScoped
public class ArtifactStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;

    public ArtifactStore(ArtifactsConfig config) {
        this.directory = config.directory();
    }

    /** Keeps these bytes; the file is on disk when this returns. */
    public Artifact store(byte[] onnx) {
        Artifact artifact = new Artifact(digest(onnx), onnx.length);
        try {
            if (find(artifact.sha256()).isEmpty()) {
                DurableFile.write(place(artifact.sha256()), onnx);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("artifact cannot be written to " + directory, e);
        }
        return artifact;
    }

    /** The bytes with this hash; nothing if there are none, or if what lies there has another hash. */
    public Optional<byte[]> find(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(place(sha256));
            return digest(bytes).equals(sha256) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("artifact cannot be read from " + directory, e);
        }
    }

    private Path place(String sha256) {
        return directory.resolve("sha256").resolve(sha256 + ".onnx");
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
