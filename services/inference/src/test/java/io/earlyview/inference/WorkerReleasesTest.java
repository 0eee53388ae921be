package io.earlyview.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.fixture.FakeStack;
import io.earlyview.inference.fixture.TestReference;
import io.earlyview.inference.release.Releases;
import io.earlyview.inference.release.TestOffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerReleasesTest {
    private static final ReleaseReference FIRST = TestReference.stack("first", "datscan");
    private static final ReleaseReference SECOND = TestReference.stack("second", "datscan");

    private final Releases releases = new Releases();
    private final WorkerReleases worker = WorkerReleases.champions(releases);
    private final FakeStack first = FakeStack.saying(0.1);
    private final FakeStack second = FakeStack.saying(0.2);

    @Test
    void takesChampionsWhenItIsToldToAndSaysWhichExamsHaveAnother() {
        assertEquals(Set.of(), worker.adopt());
        TestOffer.champion(releases, FIRST, first);
        assertEquals(Optional.empty(), worker.champion("datscan"), "not in the middle of a turn");
        assertEquals(Set.of("datscan"), worker.adopt());
        assertEquals(Optional.of(FIRST), worker.champion("datscan"));
        assertEquals(List.of(FIRST), worker.champions());
        assertEquals(Set.of("datscan"), worker.exams());
        assertEquals(Set.of(), worker.adopt());
        TestOffer.champion(releases, TestReference.stack("other exam", "ctc"), FakeStack.saying(0.3));
        assertEquals(Set.of("ctc"), worker.adopt());
        TestOffer.champion(releases, SECOND, second);
        assertEquals(Set.of("datscan"), worker.adopt());
        assertEquals(Optional.of(SECOND), worker.champion("datscan"));
    }

    @Test
    void aReplacedChampionIsClosedWhenTheLastOpenAcquisitionOnItHasEnded() {
        TestOffer.champion(releases, FIRST, first);
        worker.adopt();
        TestOffer.champion(releases, SECOND, second);
        worker.adopt();
        worker.letGo(Set.of("first"));
        assertFalse(first.isClosed());
        assertSame(first, worker.loaded("first").orElseThrow().network());
        assertEquals(Optional.of(FIRST), worker.release("first"));
        worker.letGo(Set.of("first", "second"));
        assertFalse(first.isClosed());
        worker.letGo(Set.of("second"));
        assertTrue(first.isClosed());
        assertEquals(Optional.empty(), worker.release("first"));
        worker.letGo(Set.of());
        assertFalse(second.isClosed(), "it is the champion");
    }

    @Test
    void andNotWhileAnotherWorkerHasOneOnIt() {
        WorkerReleases other = WorkerReleases.champions(releases);
        TestOffer.champion(releases, FIRST, first);
        worker.adopt();
        other.adopt();
        TestOffer.champion(releases, SECOND, second);
        worker.adopt();
        other.adopt();
        worker.letGo(Set.of());
        assertFalse(first.isClosed());
        // An acquisition that comes from a third worker can still stay on it.
        assertSame(first, worker.loaded("first").orElseThrow().network());
        other.letGo(Set.of());
        assertFalse(first.isClosed());
        worker.letGo(Set.of());
        assertTrue(first.isClosed());
    }

    @Test
    void aChampionThatNobodyHasTakenIsClosedAtOnce() {
        TestOffer.champion(releases, FIRST, first);
        TestOffer.champion(releases, SECOND, second);
        assertTrue(first.isClosed());
        worker.adopt();
        assertEquals(Optional.of(SECOND), worker.champion("datscan"));
    }

    @Test
    void aReleaseThatIsLoadedAnewUnderTheSameIdReplacesItself() {
        TestOffer.champion(releases, FIRST, first);
        worker.adopt();
        FakeStack again = FakeStack.saying(0.1);
        TestOffer.champion(releases, FIRST, again);
        worker.adopt();
        assertTrue(first.isClosed());
        assertSame(again, worker.loaded("first").orElseThrow().network());
        worker.letGo(Set.of("first"));
        assertFalse(again.isClosed());
        worker.letGo(Set.of());
        assertFalse(again.isClosed(), "it is the champion");
    }

    @Test
    void keepsOneLeaseOnAReleaseHoweverOftenItIsGivenOne() {
        TestOffer.champion(releases, FIRST, first);
        worker.adopt();
        worker.keep(releases.lease("first").orElseThrow());
        worker.keep(releases.lease("first").orElseThrow());
        TestOffer.champion(releases, SECOND, second);
        worker.adopt();
        worker.letGo(Set.of());
        assertTrue(first.isClosed());
    }

    @Test
    void whatNobodyHasLoadedIsNotThere() {
        assertEquals(Optional.empty(), worker.loaded("first"));
        assertEquals(Optional.empty(), worker.loaded(""));
        assertEquals(Optional.empty(), worker.release(""));
    }

    @Test
    void aWorkerThatEndsGivesEverythingBack() {
        TestOffer.champion(releases, FIRST, first);
        worker.adopt();
        TestOffer.champion(releases, SECOND, second);
        worker.adopt();
        worker.letAllGo();
        assertTrue(first.isClosed());
        assertFalse(second.isClosed(), "the process has it still");
        assertEquals(Map.of("datscan", "second"), releases.championIds());
        assertEquals(Optional.empty(), worker.champion("datscan"));
        assertEquals(Set.of("datscan"), worker.adopt(), "it begins anew");
        assertEquals(Optional.of(SECOND), worker.champion("datscan"));
    }

    @Test
    void aShadowIsNoChampionAndEndsWhenItIsWithdrawn() {
        WorkerReleases shadows = WorkerReleases.shadows(releases);
        TestOffer.champion(releases, FIRST, first);
        TestOffer.shadow(releases, SECOND, second);
        worker.adopt();
        shadows.adopt();
        assertEquals(Optional.of(FIRST), worker.champion("datscan"));
        assertEquals(Optional.of(SECOND), shadows.champion("datscan"));
        TestOffer.withoutShadow(releases, "datscan");
        shadows.adopt();
        assertEquals(Optional.empty(), shadows.champion("datscan"));
        shadows.letGo(Set.of("second"));
        assertFalse(second.isClosed());
        shadows.letGo(Set.of());
        assertTrue(second.isClosed());
        assertEquals(Optional.of(FIRST), worker.champion("datscan"));
    }
}
