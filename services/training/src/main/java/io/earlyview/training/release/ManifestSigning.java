package io.earlyview.training.release;

import com.google.protobuf.ByteString;
import io.earlyview.v1.ManifestSignature;
import io.earlyview.v1.ReleaseManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs manifests with Ed25519 (RFC 8032) and says whether a signature holds. What is signed is the manifest in protobuf's
 * binary form with the key's id and without the signature's value; a manifest holds no map, so that its form is one.
 */
@ApplicationScoped
public class ManifestSigning {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_ID_DIGITS = 16;

    private final Optional<Keys> keys;

    /** @throws IllegalStateException if the files are not what the settings say they are */
    public ManifestSigning(SigningConfig config) {
        this.keys = config.privateKeyFile()
                .map(
                        file -> Keys.read(
                                file,
                                config.publicKeyFile()
                                        .orElseThrow(
                                                () -> new IllegalStateException(
                                                        "earlyview.training.signing.private-key-file is set and public-key-file is not"))));
        if (keys.isEmpty() && config.publicKeyFile().isPresent()) {
            throw new IllegalStateException(
                    "earlyview.training.signing.public-key-file is set and private-key-file is not");
        }
    }

    /** The manifest with this installation's signature in place of any other; without one where there is no key. */
    ReleaseManifest signed(ReleaseManifest manifest) {
        ReleaseManifest.Builder unsigned = manifest.toBuilder().clearSignature();
        if (keys.isEmpty()) {
            return unsigned.build();
        }
        Keys own = keys.get();
        unsigned.setSignature(ManifestSignature.newBuilder().setKeyId(own.id()));
        ByteString value = ByteString.copyFrom(own.sign(canonical(unsigned.build())));
        return unsigned.setSignature(unsigned.getSignature().toBuilder().setValue(value))
                .build();
    }

    /** Whether the manifest is as it was signed. */
    public SignatureCheck check(ReleaseManifest manifest) {
        if (keys.isEmpty()) {
            return new SignatureCheck.Unknown(
                    manifest.hasSignature()
                            ? "this installation has no key to check it with"
                            : "this installation signs nothing: no key is configured");
        }
        Keys own = keys.get();
        if (!manifest.hasSignature()) {
            return new SignatureCheck.Broken("the manifest is not signed");
        }
        String by = manifest.getSignature().getKeyId();
        if (!by.equals(own.id())) {
            return new SignatureCheck.Broken("key " + by + " signed it, this installation's key is " + own.id());
        }
        return own.verifies(
                        canonical(manifest), manifest.getSignature().getValue().toByteArray())
                ? new SignatureCheck.Holds(by)
                : new SignatureCheck.Broken("the manifest was changed after key " + by + " signed it");
    }

    private static byte[] canonical(ReleaseManifest manifest) {
        ManifestSignature signature =
                manifest.getSignature().toBuilder().clearValue().build();
        return manifest.toBuilder().setSignature(signature).build().toByteArray();
    }

    /** A pair that belongs together. */
    private record Keys(PrivateKey secret, PublicKey open, String id) {

        static Keys read(Path secretFile, Path openFile) {
            try {
                KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
                PublicKey open = factory.generatePublic(new X509EncodedKeySpec(pem(openFile, "PUBLIC KEY")));
                Keys keys = new Keys(
                        factory.generatePrivate(new PKCS8EncodedKeySpec(pem(secretFile, "PRIVATE KEY"))),
                        open,
                        ArtifactStore.digest(open.getEncoded()).substring(0, KEY_ID_DIGITS));
                byte[] probe = {1};
                if (!keys.verifies(probe, keys.sign(probe))) {
                    throw new IllegalStateException(openFile + " is not the public key of " + secretFile);
                }
                return keys;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        secretFile + " and " + openFile + " are not an Ed25519 key in PEM: " + e.getMessage(), e);
            }
        }

        private static byte[] pem(Path file, String kind) {
            try {
                String text = Files.readString(file, StandardCharsets.US_ASCII);
                String begin = "-----BEGIN " + kind + "-----";
                int from = text.indexOf(begin);
                int to = text.indexOf("-----END " + kind + "-----");
                if (from < 0 || to < from) {
                    throw new IllegalStateException(file + " holds no " + kind + " in PEM");
                }
                return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
            } catch (IOException e) {
                throw new UncheckedIOException("the signing key's file " + file + " cannot be read", e);
            }
        }

        byte[] sign(byte[] bytes) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(secret);
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Ed25519 cannot sign", e);
            }
        }

        boolean verifies(byte[] bytes, byte[] value) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(open);
                signature.update(bytes);
                return signature.verify(value);
            } catch (GeneralSecurityException e) { // also a value that is no signature at all
                return false;
            }
        }
    }
}
