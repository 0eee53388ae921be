package io.earlyview.inference.release;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.prediction.Device;
import io.earlyview.inference.prediction.Network;
import io.earlyview.inference.prediction.OnnxSet;
import io.earlyview.inference.prediction.OnnxStack;
import io.earlyview.inference.prediction.UnfitNetwork;
import io.earlyview.v1.ReleaseManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From a manifest to a network that may score: every check that a release must pass stands here. */
public final class ReleaseLoading {
    private final ExamCatalogue exams;
    private final ArtifactStore artifacts;
    private final ReleaseSignature signature;
    private final Device device;

    public ReleaseLoading(ExamCatalogue exams, ArtifactStore artifacts, ReleaseSignature signature, Device device) {
        this.exams = exams;
        this.artifacts = artifacts;
        this.signature = signature;
        this.device = device;
    }

    /** The release, checked, loaded and warmed up, with one lease. */
    LoadedRelease load(ReleaseManifest manifest) throws RefusedRelease {
        ExamDescriptor exam = exams.find(manifest.getExam())
                .orElseThrow(() ->
                        new RefusedRelease("exam '" + manifest.getExam() + "' is unknown; known are " + exams.names()));
        signature.check(manifest);
        if (manifest.getReleaseId().isEmpty()) {
            throw new RefusedRelease("the release has no id");
        }
        checkFrames(manifest, exam);
        checkTarget(manifest, exam.target());
        Kind kind = kind(manifest, exam);
        byte[] onnx = artifacts.read(manifest.getArtifactSha256(), manifest.getArtifactSize());
        try {
            Network network =
                    switch (kind) {
                        case STACK -> stack(onnx, manifest, exam);
                        case SET -> set(onnx, manifest, exam);
                    };
            return new LoadedRelease(reference(manifest, exam, kind), network);
        } catch (UnfitNetwork e) {
            throw new RefusedRelease(String.valueOf(e.getMessage()));
        }
    }

    private static Kind kind(ReleaseManifest manifest, ExamDescriptor exam) throws RefusedRelease {
        return switch (manifest.getKind()) {
            case RELEASE_KIND_STACK -> Kind.STACK;
            case RELEASE_KIND_SET -> {
                if (!exam.frames().isRotation()) {
                    throw new RefusedRelease(
                            "a set release takes views of a rotation, and %s is none".formatted(exam.exam()));
                }
                yield Kind.SET;
            }
            case RELEASE_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new RefusedRelease("kind " + manifest.getKindValue()
                        + " is not served; served are RELEASE_KIND_STACK and RELEASE_KIND_SET");
        };
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

    private Network stack(byte[] onnx, ReleaseManifest manifest, ExamDescriptor exam)
            throws RefusedRelease, UnfitNetwork {
        if (manifest.getWeightsSha256().isEmpty()) {
            return stack(onnx, Optional.empty(), exam);
        }
        try (WeightsCopy weights = artifacts.weights(manifest.getWeightsSha256(), manifest.getWeightsSize())) {
            return stack(onnx, Optional.of(weights.directory()), exam);
        }
    }

    private Network stack(byte[] onnx, Optional<Path> weights, ExamDescriptor exam)
            throws RefusedRelease, UnfitNetwork {
        OnnxStack network = new OnnxStack(
                onnx,
                weights,
                device,
                exam.neededFrames().size(),
                exam.frames().rows(),
                exam.frames().columns(),
                exam.target());
        return warm(network, network::warmUp);
    }

    private Network set(byte[] encoder, ReleaseManifest manifest, ExamDescriptor exam)
            throws RefusedRelease, UnfitNetwork {
        byte[] head = artifacts.read(manifest.getHeadSha256(), manifest.getHeadSize());
        OnnxSet network = new OnnxSet(
                encoder, head, device, exam.frames().rows(), exam.frames().columns(), exam.target());
        return warm(network, () -> network.warmUp(manifest.getViewAnglesDegreesList()));
    }

    /** What a network says of flat frames. */
    private interface WarmUp {
        Prediction run() throws UnfitNetwork;
    }

    private static Network warm(Network network, WarmUp warmUp) throws RefusedRelease, UnfitNetwork {
        boolean fit = false;
        try {
            if (warmUp.run() instanceof Prediction.None none) {
                throw new RefusedRelease("on flat frames " + none.because().explanation());
            }
            fit = true;
            return network;
        } finally {
            if (!fit) {
                network.close();
            }
        }
    }

    private ReleaseReference reference(ReleaseManifest manifest, ExamDescriptor exam, Kind kind) throws RefusedRelease {
        return new ReleaseReference(
                manifest.getReleaseId(),
                manifest.getExam(),
                kind,
                manifest.getArtifactSha256(),
                manifest.getHeadSha256(),
                exam.target().classes(),
                manifest.getUnit(),
                device.label(),
                stopping(manifest, exam));
    }

    private static StoppingPolicy stopping(ReleaseManifest manifest, ExamDescriptor exam) throws RefusedRelease {
        if (!manifest.hasStopping()) {
            return StoppingPolicy.NONE;
        }
        io.earlyview.v1.StoppingPolicy said = manifest.getStopping();
        double normal = said.hasNormalAtMost() ? said.getNormalAtMost() : 0;
        double abnormal = said.hasAbnormalAtLeast() ? said.getAbnormalAtLeast() : 1;
        if (!(exam.target() instanceof Target.Binary) || !(normal >= 0 && normal < abnormal && abnormal <= 1)) {
            throw new RefusedRelease("the release stops as normal from %s down and as abnormal from %s up, and %s"
                    .formatted(
                            normal,
                            abnormal,
                            exam.target() instanceof Target.Binary
                                    ? "both must lie in [0, 1], the first below the second"
                                    : exam.exam() + " has no such two classes"));
        }
        return new StoppingPolicy(
                said.getLeastFrames(),
                said.hasNormalAtMost()
                        ? Optional.of(new StoppingPolicy.Limit(
                                normal, said.getStoppedNormal().getRiskAtMost()))
                        : Optional.empty(),
                said.hasAbnormalAtLeast()
                        ? Optional.of(new StoppingPolicy.Limit(
                                abnormal, said.getStoppedAbnormal().getRiskAtMost()))
                        : Optional.empty());
    }
}
