package io.earlyview.training.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import io.earlyview.v1.StoppedCases;
import io.earlyview.v1.StoppingPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestSigningTest {
    private static final ReleaseManifest MANIFEST = ReleaseManifest.newBuilder()
            .setReleaseId("datscan-1")
            .setExam("datscan")
            .setStage(ReleaseStage.RELEASE_STAGE_CANDIDATE)
            .setLineage(Lineage.newBuilder().setSeed(7).setCalibrator("slope 1"))
            .setHeadSha256("cd")
            .setHeadSize(7)
            .setStopping(StoppingPolicy.newBuilder().setNormalAtMost(0.1).setAbnormalAtLeast(0))
            .setGate(GateVerdict.newBuilder().setOutcome(GateOutcome.GATE_OUTCOME_PASSED))
            .build();

    @TempDir
    Path directory;

    private SigningFiles files;
    private ManifestSigning signing;

    @BeforeEach
    void makeKey() throws Exception {
        files = SigningFiles.made(directory, "one");
        signing = new ManifestSigning(files);
    }

    @Test
    void aSignedManifestHoldsAlsoAfterTheWireAndAfterJson() throws Exception {
        ReleaseManifest signed = signing.signed(MANIFEST);

        assertInstanceOf(SignatureCheck.Holds.class, signing.check(signed));
        assertInstanceOf(SignatureCheck.Holds.class, signing.check(ReleaseManifest.parseFrom(signed.toByteArray())));
        assertInstanceOf(
                SignatureCheck.Holds.class, signing.check(ManifestArchive.parse(ManifestArchive.json(signed))));
        assertTrue(signed.getSignature().getKeyId().matches("[0-9a-f]{16}"));
        assertEquals(64, signed.getSignature().getValue().size());
        assertEquals(MANIFEST, signed.toBuilder().clearSignature().build());
    }

    @Test
    void everyChangeBreaksIt() {
        ReleaseManifest signed = signing.signed(MANIFEST);

        for (ReleaseManifest changed : java.util.List.of(
                signed.toBuilder().setStage(ReleaseStage.RELEASE_STAGE_CHAMPION).build(),
                signed.toBuilder()
                        .setGate(GateVerdict.newBuilder().setOutcome(GateOutcome.GATE_OUTCOME_WORSE))
                        .build(),
                signed.toBuilder().setArtifactSha256("ab").build(),
                signed.toBuilder().setHeadSha256("ab").build(),
                signed.toBuilder().setHeadSize(8).build(),
                signed.toBuilder()
                        .setStopping(signed.getStopping().toBuilder().setNormalAtMost(0.3))
                        .build(),
                signed.toBuilder()
                        .setStopping(signed.getStopping().toBuilder().clearAbnormalAtLeast())
                        .build(),
                signed.toBuilder()
                        .setStopping(signed.getStopping().toBuilder()
                                .setStoppedNormal(StoppedCases.newBuilder().setWrong(1)))
                        .build(),
                signed.toBuilder()
                        .setSignature(signed.getSignature().toBuilder().clearValue())
                        .build())) {
            assertInstanceOf(SignatureCheck.Broken.class, signing.check(changed), changed.toString());
        }
        assertEquals(new SignatureCheck.Broken("the manifest is not signed"), signing.check(MANIFEST));
    }

    @Test
    void anotherKeysSignatureIsNamed() throws Exception {
        ManifestSigning other = new ManifestSigning(SigningFiles.made(directory, "two"));

        SignatureCheck.Broken broken =
                assertInstanceOf(SignatureCheck.Broken.class, other.check(signing.signed(MANIFEST)));

        assertTrue(broken.why().contains("this installation's key is"), broken.why());
    }

    @Test
    void withoutAKeyNothingIsSignedAndNothingIsClaimed() {
        ManifestSigning keyless = new ManifestSigning(SigningFiles.none());

        assertFalse(keyless.signed(MANIFEST).hasSignature());
        assertFalse(keyless.signed(signing.signed(MANIFEST)).hasSignature(), "a stale signature is not kept");
        assertInstanceOf(SignatureCheck.Unknown.class, keyless.check(signing.signed(MANIFEST)));
    }

    @Test
    void filesThatAreNoPairAreRefusedAtTheStart() throws Exception {
        SigningFiles other = SigningFiles.made(directory, "two");
        Path text = Files.writeString(directory.resolve("text"), "no key");

        assertThrows(
                IllegalStateException.class, () -> new ManifestSigning(new SigningFiles(files.secret(), other.open())));
        assertThrows(IllegalStateException.class, () -> new ManifestSigning(new SigningFiles(text, files.open())));
    }
}
