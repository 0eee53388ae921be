package io.earlyview.inference.release;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.prediction.StackNetwork;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From a manifest to a network that may score: every check that a release must pass stands here. */
final class ReleaseLoading {
    private static final String DEVICE = "cpu";

    private final ExamCatalogue exams;
    private final ArtifactStore artifacts;

    ReleaseLoading(ExamCatalogue exams, ArtifactStore artifacts) {
        this.exams = exams;
        this.artifacts = artifacts;
    }

    LoadedRelease load(ReleaseManifest manifest) throws RefusedRelease {
        ExamDescriptor exam = exams.find(manifest.getExam())
                .orElseThrow(() ->
                        new RefusedRelease("exam '" + manifest.getExam() + "' is unknown; known are " + exams.names()));
        if (manifest.getKind() != ReleaseKind.RELEASE_KIND_STACK) {
            throw new RefusedRelease("kind " + manifest.getKind() + " is not served; served is RELEASE_KIND_STACK");
        }
        if (manifest.getReleaseId().isEmpty()) {
            throw new RefusedRelease("the release has no id");
        }
        checkFrames(manifest, exam);
        checkTarget(manifest, exam.target());
        byte[] onnx = artifacts.read(manifest.getArtifactSha256(), manifest.getArtifactSize());
        return new LoadedRelease(reference(manifest, exam.target()), warmedUp(onnx, manifest, exam));
    }

    private StackNetwork warmedUp(byte[] onnx, ReleaseManifest manifest, ExamDescriptor exam) throws RefusedRelease {
        if (manifest.getWeightsSha256().isEmpty()) {
            return warmedUp(onnx, Optional.empty(), exam);
        }
        try (WeightsCopy weights = artifacts.weights(manifest.getWeightsSha256(), manifest.getWeightsSize())) {
            return warmedUp(onnx, Optional.of(weights.directory()), exam);
        }
    }

    private static void checkFrames(ReleaseManifest manifest, ExamDescriptor exam) throws RefusedRelease {
        List<Double> angles = manifest.getViewAnglesDegreesList();
        List<NeededView> needed = exam.neededViews();
        boolean fits = angles.size() == needed.size();
        for (int i = 0; fits && i < angles.size(); i++) {
            fits = needed.get(i).accepts(angles.get(i), 0);
        }
        if (!fits) {
            throw new RefusedRelease("the release takes views at %s degrees, %s needs %s"
                    .formatted(
                            angles,
                            exam.exam(),
                            needed.stream().map(NeededView::angleDegrees).toList()));
        }
        // Releases made before planes were known say nothing of their number.
        int frames = manifest.getFrames();
        if (frames != 0 && frames != exam.neededFrames().size()) {
            throw new RefusedRelease("the release takes %d frames, %s needs %d"
                    .formatted(frames, exam.exam(), exam.neededFrames().size()));
        }
    }

    private static void checkTarget(ReleaseManifest manifest, Target target) throws RefusedRelease {
        switch (target) {
            case Target.Binary binary ->
                checkSame("positive class", manifest.getPositiveClass(), binary.positiveClass());
            case Target.Classes several ->
                checkSame(
                        "classes",
                        manifest.getClassNamesList().toString(),
                        several.classes().toString());
            case Target.Quantity quantity -> checkSame("unit", manifest.getUnit(), quantity.unit());
        }
    }

    private static void checkSame(String what, String released, String asked) throws RefusedRelease {
        if (!released.equals(asked)) {
            throw new RefusedRelease("the release's %s is '%s', the exam's is '%s'".formatted(what, released, asked));
        }
    }

    private static StackNetwork warmedUp(byte[] onnx, Optional<Path> weights, ExamDescriptor exam)
            throws RefusedRelease {
        StackNetwork network = null;
        boolean fit = false;
        try {
            network = new StackNetwork(
                    onnx,
                    weights,
                    exam.neededFrames().size(),
                    exam.frames().rows(),
                    exam.frames().columns(),
                    exam.target());
            if (network.warmUp() instanceof Prediction.NotFinite notFinite) {
                throw new RefusedRelease("on flat frames " + notFinite.explanation());
            }
            fit = true;
            return network;
        } catch (StackNetwork.UnfitNetwork e) {
            throw new RefusedRelease(String.valueOf(e.getMessage()));
        } finally {
            if (network != null && !fit) {
                network.close();
            }
        }
    }

    private static ReleaseReference reference(ReleaseManifest manifest, Target target) {
        return new ReleaseReference(
                manifest.getReleaseId(),
                manifest.getExam(),
                manifest.getArtifactSha256(),
                target.classes(),
                manifest.getUnit(),
                DEVICE);
    }
}
