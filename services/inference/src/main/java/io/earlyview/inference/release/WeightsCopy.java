package io.earlyview.inference.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Weights of a large network in a directory of this process's own. Closed as soon as the network is loaded: what was mapped
 * stays mapped when its name is gone.
 *
 * @param directory where a graph finds it
 * @param file under the name that the graph knows
 * @param digest of what was copied
 */
record WeightsCopy(Path directory, Path file, MessageDigest digest) implements AutoCloseable {

    /** An empty directory; the file is still to be copied into it. */
    static WeightsCopy open(String name) throws IOException {
        Path directory = Files.createTempDirectory("earlyview-weights");
        return new WeightsCopy(directory, directory.resolve(name), sha256());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the copy of the weights cannot be removed", e);
        }
    }
}
