package io.earlyview.gateway.folder;

import io.earlyview.gateway.source.ScanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a folder, and nothing outside of it: neither by {@code ..}, nor by an absolute name, nor by a link. */
final class Shelf {
    private final Path folder;

    Shelf(Path folder) throws IOException {
        this.folder = folder.toRealPath();
    }

    /** What a name of the table stands for. */
    sealed interface Finding {
        /** A file inside the folder, by its real path. */
        record Found(Path path) implements Finding {}

        /** None that may be read. */
        record Missing(String reason) implements Finding {}
    }

    /** Finds a file by its name in the table; the suffix may be missing, and Windows' separators are understood. */
    Finding find(String name) {
        if (name.isEmpty()) {
            return new Finding.Missing("Found no file name, expected one inside the folder.");
        }
        try {
            Path named = folder.resolve(name.replace('\\', '/')).normalize();
            if (!named.startsWith(folder)) {
                return outside();
            }
            Path path = Files.exists(named) ? named : withSuffix(named);
            if (!Files.exists(path)) {
                return new Finding.Missing("Found no such file in the folder, expected one for each row.");
            }
            Path real = path.toRealPath();
            return real.startsWith(folder) ? new Finding.Found(real) : outside();
        } catch (InvalidPathException | IOException e) {
            return new Finding.Missing("Found a name that no file can have or that cannot be followed, expected one "
                    + "inside the folder.");
        }
    }

    private static Path withSuffix(Path named) {
        return ScanReader.SUFFIXES.stream()
                .map(suffix -> named.resolveSibling(named.getFileName() + suffix))
                .filter(Files::exists)
                .findFirst()
                .orElse(named);
    }

    private static boolean isScan(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ScanReader.SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /** Names, relative to the folder, of its files that may be scans but these. */
    List<String> filesOtherThan(Set<Path> listed) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Shelf::isScan)
                    .filter(Files::isRegularFile)
                    .filter(file -> !listed.contains(file))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Finding outside() {
        return new Finding.Missing("Found a name that leads out of the folder, expected a file inside it.");
    }
}
