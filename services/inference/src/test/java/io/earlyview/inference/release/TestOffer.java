package io.earlyview.inference.release;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.prediction.Device;
import io.earlyview.inference.prediction.Network;
import io.earlyview.v1.ReleaseManifest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/** Makes releases ready without a topic, and puts together what follows one. */
public final class TestOffer {
    private TestOffer() {}

    /** Loads from a store on the CPU, without a key. */
    public static ReleaseLoading loading(Path store) {
        return new ReleaseLoading(
                ExamCatalogue.bundled(),
                new ArtifactStore(() -> store),
                ReleaseSignature.unchecked(),
                Device.chosen(Device.Choice.CPU));
    }

    /** Makes a loaded release the champion of its exam. */
    public static void champion(Releases releases, ReleaseReference reference, Network network) {
        releases.champion(new LoadedRelease(reference, network));
    }

    /** Makes a loaded release the shadow of its exam. */
    public static void shadow(Releases releases, ReleaseReference reference, Network network) {
        releases.shadow(reference.exam(), new LoadedRelease(reference, network));
    }

    /** Ends the shadow of an exam. */
    public static void withoutShadow(Releases releases, String exam) {
        releases.shadow(exam, null);
    }

    /** Makes a release the champion of its exam. */
    public static void offer(Releases releases, Path store, String releaseId, byte[] onnx) {
        TestReleases.store(store, onnx);
        champion(releases, store, TestReleases.champion(releaseId, onnx));
    }

    /** Makes a release whose artifacts are stored the champion of its exam. */
    public static void champion(Releases releases, Path store, ReleaseManifest manifest) {
        releases.know(manifest);
        releases.champion(loaded(store, manifest));
    }

    /** Makes a release whose artifacts are stored the shadow of its exam. */
    public static void shadow(Releases releases, Path store, ReleaseManifest manifest) {
        releases.shadow(manifest.getExam(), loaded(store, manifest));
    }

    private static LoadedRelease loaded(Path store, ReleaseManifest manifest) {
        try {
            return loading(store).load(manifest);
        } catch (RefusedRelease e) {
            throw new IllegalStateException(e);
        }
    }

    /** As once all of the topic that was there at the start has been read. */
    public static void caughtUp(Releases releases) {
        releases.catchUp();
    }

    /** What follows the topic. */
    public static ReleaseIntake intake(ReleaseLoading loading, Releases releases, MeterRegistry metrics) {
        return new ReleaseIntake(loading, releases, metrics);
    }
}
