package io.earlyview.bench.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file whole or not at all: whoever is interrupted finds what was there before. */
public final class WholeFile {
    private WholeFile() {}

    /** Text, in UTF-8. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the folder where there is none. A file that cannot be written is an {@link UncheckedIOException}. */
    public static void write(Path file, byte[] bytes) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        try {
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, "." + file.getFileName(), ".half");
            try {
                Files.write(half, bytes);
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
