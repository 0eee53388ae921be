package io.earlyview.gateway.deidentification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The secret key of this gateway, in a file of its own. */
final class PseudonymKeyFile {
    static final int KEY_BYTES = 32;
    private static final int LARGEST_KEY_BYTES = 4096;

    private final Path file;

    PseudonymKeyFile(Path file) {
        this.file = file;
    }

    /** The key, made now if there was none. */
    byte[] load() {
        try {
            if (Files.notExists(file)) {
                create();
            }
            long size = Files.size(file);
            if (size < KEY_BYTES || size > LARGEST_KEY_BYTES) {
                throw new UnusableKey("the pseudonym key " + file + " has " + size + " bytes, expected " + KEY_BYTES
                        + " to " + LARGEST_KEY_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableKey("the pseudonym key " + file + " cannot be read or made ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Written beside its place and linked there whole, so that of two gateways starting at once both use one key. */
    private void create() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new UnusableKey("the pseudonym key " + file + " is no file name");
        }
        Files.createDirectories(directory);
        Path fresh = directory.resolve(file.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().threadId() + ".new");
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.deleteIfExists(fresh);
        try (var channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(directory))) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // Its key is the one to use.
        } catch (UnsupportedOperationException noHardLinks) {
            Files.move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
