package io.earlyview.training.release;

import io.earlyview.training.domain.OnnxNetwork;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** ONNX files, and weights beside them, by the hash of their bytes. A file is never changed: the same name always means the same bytes. */
@ApplicationScoped
public class ArtifactStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;

    public ArtifactStore(ArtifactsConfig config) {
        this.directory = config.directory();
    }

    /** Keeps a network; its files are on disk when this returns, weights and head before the graph. */
    public Artifact store(OnnxNetwork network) {
        Artifact artifact = new Artifact(
                digest(network.graph()),
                network.graph().length,
                network.weightsSha256(),
                network.weights().length,
                network.isSet() ? digest(network.head()) : "",
                network.head().length);
        if (network.weightsApart()) {
            keep(weightsPlace(artifact.weightsSha256()), artifact.weightsSha256(), network.weights());
        }
        if (network.isSet()) {
            keep(graphPlace(artifact.headSha256()), artifact.headSha256(), network.head());
        }
        keep(graphPlace(artifact.sha256()), artifact.sha256(), network.graph());
        return artifact;
    }

    private void keep(Path place, String sha256, byte[] bytes) {
        try {
            if (!holds(place, sha256)) {
                DurableFile.write(place, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("artifact cannot be written to " + directory, e);
        }
    }

    /** The network of an artifact; nothing if a file of it is not there or has another hash. */
    public Optional<OnnxNetwork> find(Artifact artifact) {
        Optional<byte[]> graph = graph(artifact);
        if (!artifact.headSha256().isEmpty()) {
            return graph.flatMap(encoder -> head(artifact).map(head -> OnnxNetwork.set(encoder, head)));
        }
        return artifact.weightsSha256().isEmpty()
                ? graph.map(OnnxNetwork::of)
                : graph.flatMap(bytes -> find(weightsPlace(artifact.weightsSha256()), artifact.weightsSha256())
                        .map(weights -> new OnnxNetwork(bytes, artifact.weightsSha256(), weights)));
    }

    /** The head's ONNX file; nothing also where there is none. */
    public Optional<byte[]> head(Artifact artifact) {
        return find(graphPlace(artifact.headSha256()), artifact.headSha256());
    }

    /** The ONNX file alone. */
    public Optional<byte[]> graph(Artifact artifact) {
        return find(graphPlace(artifact.sha256()), artifact.sha256());
    }

    /** Where the weights' file lies, which is too large to be handed on whole; nothing also where the ONNX file holds them. */
    public Optional<Path> weights(Artifact artifact) {
        Path place = weightsPlace(artifact.weightsSha256());
        return holds(place, artifact.weightsSha256()) ? Optional.of(place) : Optional.empty();
    }

    /** Whether all of an artifact is there and is what it was. */
    public boolean holds(Artifact artifact) {
        return graph(artifact).isPresent()
                && (artifact.headSha256().isEmpty() || head(artifact).isPresent())
                && (artifact.weightsSha256().isEmpty() || weights(artifact).isPresent());
    }

    /** Without reading the file into memory. */
    private boolean holds(Path place, String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return false;
        }
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(place), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest()).equals(sha256);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("artifact cannot be read from " + directory, e);
        }
    }

    private Optional<byte[]> find(Path place, String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(place);
            return digest(bytes).equals(sha256) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("artifact cannot be read from " + directory, e);
        }
    }

    private Path graphPlace(String sha256) {
        return directory.resolve("sha256").resolve(sha256 + ".onnx");
    }

    private Path weightsPlace(String sha256) {
        return directory.resolve("sha256").resolve(OnnxNetwork.weightsFile(sha256));
    }

    static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
