package io.earlyview.local.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Follows a file that another process appends to, line by line, until that process has ended. */
final class LogTail {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final BooleanSupplier writing;
    private final Consumer<String> line;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /**
     * @param writing whether more may come
     * @param line takes each line once it is whole
     */
    LogTail(Path file, BooleanSupplier writing, Consumer<String> line) {
        this.file = file;
        this.writing = writing;
        this.line = line;
    }

    /** Reads from this place in the file on; returns when the writer has ended and all of it is read. */
    void follow(long from) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            while (true) {
                boolean more = writing.getAsBoolean(); // asked first: what was written before the end is still read
                int read = in.read(buffer);
                if (read > 0) {
                    take(buffer, read);
                } else if (more) {
                    Thread.sleep(STEP);
                } else {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be followed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                line.accept(begun.toString(StandardCharsets.UTF_8));
                begun.reset();
            } else {
                begun.write(buffer[i]);
            }
        }
    }
}
