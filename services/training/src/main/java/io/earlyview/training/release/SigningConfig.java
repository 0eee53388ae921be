package io.earlyview.training.release;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The key that vouches for manifests. Both files or neither: without them manifests are not signed. */
@ConfigMapping(prefix = "earlyview.training.signing")
public interface SigningConfig {
    /** PEM file with an Ed25519 key in PKCS#8, as {@code openssl genpkey -algorithm ed25519} writes it. */
    Optional<Path> privateKeyFile();

    /** PEM file with the public key that belongs to it, as {@code openssl pkey -pubout} writes it. */
    Optional<Path> publicKeyFile();
}
