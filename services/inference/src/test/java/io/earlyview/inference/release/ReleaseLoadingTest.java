package io.earlyview.inference.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReceivedFrame.PixelType;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestNetwork;
import io.earlyview.inference.fixture.TestNetwork.Head;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.prediction.Network;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseLoadingTest {
    private static final byte[] ONNX = TestReleases.network(0.1).onnx();
    private static final ReleaseManifest GOOD = TestReleases.champion("release", ONNX);

    @TempDir
    Path store;

    private final List<LoadedRelease> open = new ArrayList<>();
    private ReleaseLoading loading;

    @AfterEach
    void close() {
        open.forEach(LoadedRelease::giveBack);
    }

    @BeforeEach
    void open() {
        loading = TestOffer.loading(store);
        TestReleases.store(store, ONNX);
    }

    @Test
    void loadsAReleaseThatFits() throws Exception {
        ReleaseReference reference = loaded(GOOD).reference();
        assertEquals("release", reference.releaseId());
        assertEquals(GOOD.getArtifactSha256(), reference.artifactSha256());
        assertEquals("cpu", reference.device());
        assertEquals(ReleaseReference.Kind.STACK, reference.kind());
        assertEquals(StoppingPolicy.NONE, reference.stopping());
    }

    @Test
    void refusesAManifestThatDoesNotFitTheExam() {
        assertRefused("'mri'", GOOD.toBuilder().setExam("mri"));
        assertRefused("kind 0", GOOD.toBuilder().setKind(ReleaseKind.RELEASE_KIND_UNSPECIFIED));
        assertRefused("kind 77", GOOD.toBuilder().setKindValue(77));
        assertRefused("no id", GOOD.toBuilder().clearReleaseId());
        assertRefused("'normal'", GOOD.toBuilder().setPositiveClass("normal"));
        assertRefused("[0.0]", angles(0));
        assertRefused("[180.0, 0.0]", angles(180, 0));
        assertRefused("[0.0, 90.0]", angles(0, 90));
        assertRefused("[0.0, NaN]", angles(0, Double.NaN));
    }

    @Test
    void refusesAnArtifactThatIsNotTheOneNamed() {
        assertRefused("64 lower-case", GOOD.toBuilder().setArtifactSha256("../../secret"));
        assertRefused("cannot be read", GOOD.toBuilder().setArtifactSha256("0".repeat(64)));
        assertRefused("its manifest says 7", GOOD.toBuilder().setArtifactSize(7));
        byte[] other = TestReleases.network(0.2).onnx();
        TestReleases.store(store, GOOD.getArtifactSha256(), other);
        assertRefused("has SHA-256", GOOD.toBuilder());
    }

    @Test
    void refusesANetworkThatCannotScore() {
        assertRefused("cannot load", stored("no network".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertRefused(
                "cannot be run",
                stored(TestReleases.network(5).withHead(Head.LOOK_UP).onnx()));
        assertRefused(
                "NaN",
                stored(TestReleases.network(-1).withHead(Head.SQUARE_ROOT).onnx()));
        assertRefused(
                "expected",
                stored(TestReleases.network(0).withNames("frames", "answer").onnx()));
    }

    @Test
    void weightsInAFileOfTheirOwnGiveTheSameScore() throws Exception {
        ReleaseManifest.Builder inTwo = storedApart();
        List<ReceivedFrame> frames = List.of(frame(0), frame(180));
        Prediction expected = predict(loaded(GOOD), frames);
        assertInstanceOf(Prediction.Probability.class, expected);
        assertEquals(expected, predict(loaded(inTwo.build()), frames));
    }

    @Test
    void refusesWeightsThatAreNotTheOnesNamed() {
        ReleaseManifest.Builder inTwo = storedApart();
        String sha256 = inTwo.getWeightsSha256();
        assertRefused("64 lower-case", inTwo.clone().setWeightsSha256("../../secret"));
        assertRefused(".weights cannot be read", inTwo.clone().setWeightsSha256("0".repeat(64)));
        assertRefused("its manifest says 7", inTwo.clone().setWeightsSize(7));
        assertRefused("cannot load", inTwo.clone().clearWeightsSha256());
        byte[] changed = TestNetwork.apart(ONNX).weights();
        changed[0]++;
        TestReleases.storeWeights(store, sha256, changed);
        assertRefused(sha256 + ".weights has SHA-256", inTwo);
    }

    /** A store that is written to while a release is in use must not change a score, nor end the process. */
    @Test
    void whatBecomesOfTheStoreAfterwardsChangesNoScore() throws Exception {
        ReleaseManifest.Builder inTwo = storedApart();
        List<ReceivedFrame> frames = List.of(frame(0), frame(180));
        Path weights = store.resolve("sha256").resolve(inTwo.getWeightsSha256() + ".weights");
        LoadedRelease release = loaded(inTwo.build());
        Prediction before = predict(release, frames);
        byte[] changed = TestNetwork.apart(ONNX).weights();
        Arrays.fill(changed, (byte) 0x3f);
        Files.write(weights, changed);
        assertEquals(before, predict(release, frames));
        Files.write(weights, new byte[0]);
        assertEquals(before, predict(release, frames));
    }

    @Test
    void refusesAGraphThatNamesOtherWeightsThanTheManifest() {
        byte[] other = TestNetwork.apart(TestReleases.network(0.2).onnx()).weights();
        other[0]++;
        String sha256 = HexFormat.of().formatHex(TestAcquisition.sha256(other));
        TestReleases.storeWeights(store, sha256, other);
        assertRefused("cannot load", storedApart().setWeightsSha256(sha256));
    }

    /** Closed after the test. */
    private LoadedRelease loaded(ReleaseManifest manifest) throws RefusedRelease {
        LoadedRelease release = loading.load(manifest);
        open.add(release);
        return release;
    }

    private static Prediction predict(LoadedRelease release, List<ReceivedFrame> frames) {
        Network.Stack stack = assertInstanceOf(Network.Stack.class, release.network());
        return stack.predict(List.of(frames)).getFirst();
    }

    private static ReceivedFrame frame(double angle) {
        byte[] pixels = new byte[TestAcquisition.ROWS * TestAcquisition.COLUMNS];
        new Random((long) angle).nextBytes(pixels);
        Received at = Received.at(angle);
        return new Received(at.acquisition(), "datscan", (int) angle / 3, 1, 1, angle, 0, pixels, 0)
                .frame(PixelType.UINT8, TestAcquisition.ROWS, TestAcquisition.COLUMNS);
    }

    private ReleaseManifest.Builder storedApart() {
        TestNetwork.Apart apart = TestNetwork.apart(ONNX);
        TestReleases.storeWeights(store, apart.weightsSha256(), apart.weights());
        return stored(apart.onnx()).setWeightsSha256(apart.weightsSha256()).setWeightsSize(apart.weights().length);
    }

    private ReleaseManifest.Builder stored(byte[] onnx) {
        TestReleases.store(store, onnx);
        return TestReleases.champion("release", onnx).toBuilder();
    }

    private static ReleaseManifest.Builder angles(double... degrees) {
        ReleaseManifest.Builder manifest = GOOD.toBuilder().clearViewAnglesDegrees();
        for (double angle : degrees) {
            manifest.addViewAnglesDegrees(angle);
        }
        return manifest;
    }

    private void assertRefused(String says, ReleaseManifest.Builder manifest) {
        RefusedRelease refused = assertThrows(RefusedRelease.class, () -> loading.load(manifest.build()));
        assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.getMessage());
    }
}
