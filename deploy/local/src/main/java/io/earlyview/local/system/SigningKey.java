package io.earlyview.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** The key that this machine's training service signs release manifests with: made once, private to its owner. */
final class SigningKey {
    private static final int LINE_LENGTH = 64;

    private SigningKey() {}

    /** Makes both files where the private one is missing; otherwise changes nothing. */
    static void ensure(Path privateFile, Path publicFile) {
        if (Files.exists(privateFile)) {
            return;
        }
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.writeString(publicFile, pem("PUBLIC KEY", keys.getPublic().getEncoded()));
            // The private file comes last and whole: where it is, the other one belongs to it.
            Path fresh = privateFile.resolveSibling(privateFile.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            Files.move(fresh, privateFile, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key cannot be made at " + privateFile, e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
