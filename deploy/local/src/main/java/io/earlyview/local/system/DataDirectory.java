package io.earlyview.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a system on one machine keeps all it knows; owned by one system at a time. */
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Takes the directory, making it where it is missing. */
    public static DataDirectory open(Path root) {
        try {
            for (String folder : new String[] {"kafka", "artifacts", "runs", "logs", "pids"}) {
                Files.createDirectories(root.resolve(folder));
            }
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("EarlyView already runs on " + root.toAbsolutePath()
                        + "; stop it first (Ctrl-C where `up` runs), or choose another with --data");
            }
            return new DataDirectory(root.toAbsolutePath(), channel);
        } catch (IOException e) {
            throw new UncheckedIOException("data directory " + root + " cannot be used", e);
        }
    }

    /** Erases a folder that no system runs on. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be erased", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process holds it already
        }
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path artifacts() {
        return root.resolve("artifacts");
    }

    public Path runs() {
        return root.resolve("runs");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path pids() {
        return root.resolve("pids");
    }

    /** The key that pseudonyms are made with. */
    public Path pseudonymKey() {
        return root.resolve("pseudonym.key");
    }

    /** The key that release manifests are signed with. */
    public Path signingKey() {
        return root.resolve("signing.key");
    }

    /** The public key to it, for whoever checks a manifest. */
    public Path signingPublicKey() {
        return root.resolve("signing.pub");
    }

    /** Where a running system says how it is reached; the launcher reads it. */
    public Path addresses() {
        return root.resolve("addresses.env");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(addresses());
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
