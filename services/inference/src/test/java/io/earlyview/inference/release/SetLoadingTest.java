package io.earlyview.inference.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.domain.StoppingPolicy.Limit;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TestSetNetwork;
import io.earlyview.inference.fixture.TestSetNetwork.Head;
import io.earlyview.inference.prediction.Network;
import io.earlyview.v1.ReleaseManifest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that take each frame by itself, and when their scores allow to stop. */
class SetLoadingTest {
    private static final TestSetNetwork NETWORK = TestReleases.setNetwork(0.1);
    private static final ReleaseManifest GOOD = TestReleases.setChampion("set", NETWORK).toBuilder()
            .setStopping(TestReleases.stopping(4, 0.1, 0.9))
            .build();

    @TempDir
    Path store;

    private ReleaseLoading loading;

    @BeforeEach
    void open() {
        loading = TestOffer.loading(store);
        TestReleases.store(store, NETWORK);
    }

    @Test
    void loadsAReleaseThatFits() throws Exception {
        LoadedRelease release = loading.load(GOOD);
        try {
            ReleaseReference reference = release.reference();
            assertEquals(ReleaseReference.Kind.SET, reference.kind());
            assertEquals(GOOD.getArtifactSha256(), reference.artifactSha256());
            assertEquals(GOOD.getHeadSha256(), reference.headSha256());
            assertEquals(
                    new StoppingPolicy(4, Optional.of(new Limit(0.1, 0.02)), Optional.of(new Limit(0.9, 0.04))),
                    reference.stopping());
            assertInstanceOf(Network.Set.class, release.network());
        } finally {
            release.giveBack();
        }
    }

    @Test
    void aPolicyMayStopOneWayOnlyOrNot() throws Exception {
        assertEquals(
                new StoppingPolicy(4, Optional.empty(), Optional.of(new Limit(0.9, 0.04))),
                stopping(GOOD.getStopping().toBuilder().clearNormalAtMost()));
        assertEquals(
                new StoppingPolicy(4, Optional.of(new Limit(0.1, 0.02)), Optional.empty()),
                stopping(GOOD.getStopping().toBuilder().clearAbnormalAtLeast()));
        LoadedRelease without = loading.load(GOOD.toBuilder().clearStopping().build());
        assertEquals(StoppingPolicy.NONE, without.reference().stopping());
        without.giveBack();
    }

    private StoppingPolicy stopping(io.earlyview.v1.StoppingPolicy.Builder policy) throws RefusedRelease {
        LoadedRelease release =
                loading.load(GOOD.toBuilder().setStopping(policy).build());
        release.giveBack();
        return release.reference().stopping();
    }

    @Test
    void refusesLimitsThatAreNoneOrContradictEachOther() {
        assertRefused("from 0.9 down", stoppingAt(0.9, 0.1));
        assertRefused("from 0.5 down", stoppingAt(0.5, 0.5));
        assertRefused("from -0.1 down", stoppingAt(-0.1, 0.5));
        assertRefused("from 1.1 up", stoppingAt(0.1, 1.1));
        assertRefused("from NaN down", stoppingAt(Double.NaN, 0.5));
        assertRefused("from NaN up", stoppingAt(0.5, Double.NaN));
    }

    private static ReleaseManifest.Builder stoppingAt(double normal, double abnormal) {
        return GOOD.toBuilder().setStopping(TestReleases.stopping(4, normal, abnormal));
    }

    @Test
    void refusesAHeadThatIsNotTheOneNamed() {
        assertRefused("64 lower-case", GOOD.toBuilder().clearHeadSha256());
        assertRefused("cannot be read", GOOD.toBuilder().setHeadSha256("0".repeat(64)));
        assertRefused("its manifest says 7", GOOD.toBuilder().setHeadSize(7));
        TestReleases.store(
                store, GOOD.getHeadSha256(), TestReleases.setNetwork(0.2).headOnnx());
        assertRefused("has SHA-256", GOOD.toBuilder());
    }

    @Test
    void refusesNetworksThatCannotScore() {
        assertRefused("NaN", stored(TestReleases.setNetwork(-9).withHead(Head.SQUARE_ROOT)));
        assertRefused("'embeddings'", stored(NETWORK.withHead(Head.PAIR)));
        assertRefused("'frame'", stored(TestSetNetwork.of(64, 64)));
    }

    @Test
    void refusesASetForAnExamThatIsNoRotation() {
        assertRefused(
                "ctc is none",
                GOOD.toBuilder()
                        .setExam("ctc")
                        .clearViewAnglesDegrees()
                        .clearPositiveClass()
                        .addAllClassNames(ExamCatalogue.bundled()
                                .find("ctc")
                                .orElseThrow()
                                .target()
                                .classes()));
    }

    private ReleaseManifest.Builder stored(TestSetNetwork network) {
        TestReleases.store(store, network);
        return TestReleases.setChampion("set", network).toBuilder();
    }

    private void assertRefused(String says, ReleaseManifest.Builder manifest) {
        RefusedRelease refused = assertThrows(RefusedRelease.class, () -> loading.load(manifest.build()));
        assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.getMessage());
    }
}
