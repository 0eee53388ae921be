package io.earlyview.training.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;

/** A key as files, as the service is given one. */
record SigningFiles(Path secret, Path open) implements SigningConfig {
    static SigningFiles made(Path directory, String name) throws IOException, GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new SigningFiles(
                Files.writeString(
                        directory.resolve(name + ".key"),
                        pem("PRIVATE KEY", keys.getPrivate().getEncoded())),
                Files.writeString(
                        directory.resolve(name + ".pub"),
                        pem("PUBLIC KEY", keys.getPublic().getEncoded())));
    }

    /** An installation without a key. */
    static SigningConfig none() {
        return new SigningConfig() {
            @Override
            public Optional<Path> privateKeyFile() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> publicKeyFile() {
                return Optional.empty();
            }
        };
    }

    @Override
    public Optional<Path> privateKeyFile() {
        return Optional.of(secret);
    }

    @Override
    public Optional<Path> publicKeyFile() {
        return Optional.of(open);
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }
}
