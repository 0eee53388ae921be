package io.earlyview.gateway.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that ties a score to the bytes it rests on. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
