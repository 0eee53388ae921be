package io.earlyview.inference.release;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.prediction.Device;
import io.earlyview.v1.ManifestSignature;
import io.earlyview.v1.ReleaseManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed here with the JDK alone, as any other signer would. */
class ReleaseSignatureTest {
    private static final KeyPair OWN = pair("Ed25519");
    private static final KeyPair OTHER = pair("Ed25519");
    private static final ReleaseManifest MANIFEST = TestReleases.champion("release", new byte[] {1});

    @TempDir
    Path directory;

    @Test
    void takesWhatItsKeySigned() throws Exception {
        ReleaseSignature signature = ReleaseSignature.by(pem(OWN.getPublic()));
        assertTrue(signature.checked());
        assertDoesNotThrow(() -> signature.check(signed(MANIFEST, OWN, id(OWN.getPublic()))));
    }

    @Test
    void takesAnythingWithoutAKey() {
        assertFalse(ReleaseSignature.unchecked().checked());
        assertDoesNotThrow(() -> ReleaseSignature.unchecked().check(MANIFEST));
        assertDoesNotThrow(() -> ReleaseSignature.unchecked().check(signed(MANIFEST, OTHER, id(OTHER.getPublic()))));
    }

    @Test
    void refusesWhatNobodyOrAnotherSigned() throws Exception {
        assertRefused("is not signed", MANIFEST);
        assertRefused("this installation's releases are signed by key " + id(OWN.getPublic()), MANIFEST);
        assertRefused(
                "key '" + id(OTHER.getPublic()) + "' signed the manifest",
                signed(MANIFEST, OTHER, id(OTHER.getPublic())));
        // Who only says that he is the right one has no key to say it with.
        assertRefused("was changed", signed(MANIFEST, OTHER, id(OWN.getPublic())));
    }

    @Test
    void refusesWhatWasChangedAfterwards() throws Exception {
        ReleaseManifest signed = signed(MANIFEST, OWN, id(OWN.getPublic()));
        assertRefused("was changed", signed.toBuilder().setReleaseId("another").build());
        assertRefused("was changed", signed.toBuilder().setArtifactSize(2).build());
        assertRefused("was changed", signed.toBuilder().clearViewAnglesDegrees().build());
        assertRefused(
                "was changed",
                signed.toBuilder()
                        .setSignature(signed.getSignature().toBuilder().clearValue())
                        .build());
        assertRefused(
                "was changed",
                signed.toBuilder()
                        .setSignature(signed.getSignature().toBuilder().setValue(ByteString.copyFrom(new byte[64])))
                        .build());
    }

    @Test
    void isCheckedBeforeAnythingIsLoaded() throws Exception {
        ReleaseLoading loading = new ReleaseLoading(
                ExamCatalogue.bundled(),
                new ArtifactStore(() -> directory.resolve("no store")),
                ReleaseSignature.by(pem(OWN.getPublic())),
                Device.chosen(Device.Choice.CPU));
        RefusedRelease unsigned = assertThrows(RefusedRelease.class, () -> loading.load(MANIFEST));
        assertTrue(String.valueOf(unsigned.getMessage()).contains("not signed"), unsigned.getMessage());
        RefusedRelease signed =
                assertThrows(RefusedRelease.class, () -> loading.load(signed(MANIFEST, OWN, id(OWN.getPublic()))));
        assertTrue(String.valueOf(signed.getMessage()).contains("cannot be read from the store"), signed.getMessage());
    }

    @Test
    void saysWhatIsWrongWithAFileThatHoldsNoKey() throws Exception {
        Path none = directory.resolve("none.pem");
        assertFails("cannot be read", none);
        assertFails("holds no PUBLIC KEY", Files.writeString(none, "-----BEGIN CERTIFICATE-----\n"));
        assertFails("is no Ed25519 public key", pem(pair("RSA").getPublic()));
    }

    private static void assertFails(String says, Path pem) {
        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> ReleaseSignature.by(pem));
        assertTrue(String.valueOf(failed.getMessage()).contains(says), failed.getMessage());
    }

    private void assertRefused(String says, ReleaseManifest manifest) throws IOException {
        ReleaseSignature signature = ReleaseSignature.by(pem(OWN.getPublic()));
        RefusedRelease refused = assertThrows(RefusedRelease.class, () -> signature.check(manifest));
        assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.getMessage());
    }

    private Path pem(PublicKey key) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "key", ".pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n",
                StandardCharsets.US_ASCII);
    }

    /** The first 16 digits of the SHA-256 of the key as X.509 writes it. */
    private static String id(PublicKey key) {
        return HexFormat.of()
                .formatHex(TestAcquisition.sha256(key.getEncoded()))
                .substring(0, 16);
    }

    private static ReleaseManifest signed(ReleaseManifest manifest, KeyPair pair, String keyId)
            throws GeneralSecurityException {
        ReleaseManifest named = manifest.toBuilder()
                .setSignature(ManifestSignature.newBuilder().setKeyId(keyId))
                .build();
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(pair.getPrivate());
        ed25519.update(named.toByteArray());
        ManifestSignature signature = named.getSignature().toBuilder()
                .setValue(ByteString.copyFrom(ed25519.sign()))
                .build();
        assertEquals(64, signature.getValue().size());
        return named.toBuilder().setSignature(signature).build();
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
