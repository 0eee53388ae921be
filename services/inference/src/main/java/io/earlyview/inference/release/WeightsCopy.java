package io.earlyview.inference.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Weights of a large network in a directory of this process's own. Closed as soon as the network is loaded: what was mapped
 * stays mapped when its name is gone.
 *
 * @param directory where a graph finds it
 * @param file under the name that the graph knows
 */
record WeightsCopy(Path directory, Path file) implements AutoCloseable {

    /** An empty directory; the file is still to be copied into it. */
    static WeightsCopy open(String name) throws IOException {
        Path directory = Files.createTempDirectory("earlyview-weights");
        return new WeightsCopy(directory, directory.resolve(name));
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
