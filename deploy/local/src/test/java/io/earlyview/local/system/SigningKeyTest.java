package io.earlyview.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @Test
    void itIsMadeOnceAndForItsOwnerAlone(@TempDir Path directory) throws Exception {
        Path secret = directory.resolve("signing.key");
        Path open = directory.resolve("signing.pub");
        SigningKey.ensure(secret, open);
        String first = Files.readString(secret);

        SigningKey.ensure(secret, open);

        assertEquals(first, Files.readString(secret));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        assertTrue(first.startsWith("-----BEGIN PRIVATE KEY-----\n"));
        assertTrue(Files.readString(open).startsWith("-----BEGIN PUBLIC KEY-----\n"));
        try (var files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
    }
}
