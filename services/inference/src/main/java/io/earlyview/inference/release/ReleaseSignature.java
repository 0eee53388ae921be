package io.earlyview.inference.release;

import io.earlyview.v1.ManifestSignature;
import io.earlyview.v1.ReleaseManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Whether a manifest is as the installation's key signed it (Ed25519, RFC 8032): over the manifest in protobuf's binary
 * form, with the key's id and without the signature's value. Without a key every manifest passes.
 */
public final class ReleaseSignature {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int KEY_ID_BYTES = 8;

    private final Optional<Key> key;

    private record Key(PublicKey open, String id) {}

    private ReleaseSignature(Optional<Key> key) {
        this.key = key;
    }

    /** Checks nothing. */
    public static ReleaseSignature unchecked() {
        return new ReleaseSignature(Optional.empty());
    }

    /** Checks with the public key in a PEM file. */
    public static ReleaseSignature by(Path pem) {
        try {
            String text = Files.readString(pem, StandardCharsets.US_ASCII);
            int from = text.indexOf(BEGIN);
            int to = text.indexOf(END);
            if (from < 0 || to < from) {
                throw new IllegalStateException(pem + " holds no PUBLIC KEY in PEM");
            }
            PublicKey open = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(
                            Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to))));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(open.getEncoded());
            return new ReleaseSignature(Optional.of(new Key(open, HexFormat.of().formatHex(digest, 0, KEY_ID_BYTES))));
        } catch (IOException e) {
            throw new IllegalStateException("the key that releases are checked with cannot be read: " + pem, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(pem + " is no Ed25519 public key: " + e.getMessage(), e);
        }
    }

    /** Whether there is a key to check with. */
    public boolean checked() {
        return key.isPresent();
    }

    /** @throws RefusedRelease where the key did not sign this */
    void check(ReleaseManifest manifest) throws RefusedRelease {
        if (key.isEmpty()) {
            return;
        }
        if (!manifest.hasSignature()) {
            throw new RefusedRelease("the manifest is not signed, and this installation's releases are signed by key "
                    + key.get().id());
        }
        ManifestSignature signature = manifest.getSignature();
        if (!signature.getKeyId().equals(key.get().id())) {
            throw new RefusedRelease("key '%s' signed the manifest, this installation's key is %s"
                    .formatted(signature.getKeyId(), key.get().id()));
        }
        if (!verifies(manifest, key.get().open())) {
            throw new RefusedRelease("the manifest was changed after key %s signed it"
                    .formatted(key.get().id()));
        }
    }

    private static boolean verifies(ReleaseManifest manifest, PublicKey open) {
        byte[] signed = manifest.toBuilder()
                .setSignature(manifest.getSignature().toBuilder().clearValue())
                .build()
                .toByteArray();
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(open);
            ed25519.update(signed);
            return ed25519.verify(manifest.getSignature().getValue().toByteArray());
        } catch (GeneralSecurityException e) { // also a value that is no signature at all
            return false;
        }
    }
}
