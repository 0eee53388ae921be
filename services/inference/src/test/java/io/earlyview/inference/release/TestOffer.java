package io.earlyview.inference.release;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.fixture.TestReleases;
import java.nio.file.Path;

/** Makes a release ready without a topic. */
public final class TestOffer {
    private TestOffer() {}

    public static void offer(ReleasesInUse releases, Path store, String releaseId, byte[] onnx) {
        TestReleases.store(store, onnx);
        try {
            releases.offer(new ReleaseLoading(ExamCatalogue.bundled(), new ArtifactStore(() -> store))
                    .load(TestReleases.champion(releaseId, onnx)));
        } catch (RefusedRelease e) {
            throw new IllegalStateException(e);
        }
    }
}
