package io.earlyview.local.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a run's page is saved. */
record PageFile(@Nullable Path file) {
    /** Said before a run begins, not when it has ended. */
    void demandRoom() {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new IllegalStateException("the page cannot be written to " + file + ": it is a directory");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new IllegalStateException(
                    "the page cannot be written to " + file + ": no writable directory " + folder);
        }
    }

    /** Saves it where that was asked for; says where it is, in any case at its address. */
    String save(TrainingClient client, String runId) throws IOException {
        if (file != null) {
            Files.write(file, client.page(runId));
            return "page: " + file;
        }
        Path written = Path.of(System.getenv().getOrDefault("EARLYVIEW_DATA", "data"), "runs", runId, "page.html");
        return "page: " + client.pageAddress(runId) + (Files.exists(written) ? " and " + written : "");
    }
}
