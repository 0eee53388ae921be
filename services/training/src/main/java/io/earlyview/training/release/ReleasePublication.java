package io.earlyview.training.release;

import com.google.protobuf.util.Timestamps;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Makes a candidate the champion of its exam. The artifact is on disk before the manifest names it. */
@ApplicationScoped
public class ReleasePublication {
    private static final Logger LOG = Logger.getLogger(ReleasePublication.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final ArtifactStore artifacts;
    private final ManifestArchive archive;
    private final ModelsTopic models;
    private final Clock clock;

    public ReleasePublication(ArtifactStore artifacts, ManifestArchive archive, ModelsTopic models, Clock clock) {
        this.artifacts = artifacts;
        this.archive = archive;
        this.models = models;
        this.clock = clock;
    }

    /** Stores, archives, publishes. After a failure the same candidate can be published again. */
    public ReleaseManifest publish(Candidate candidate) {
        Artifact artifact = artifacts.store(candidate.onnx());
        Instant now = clock.instant();
        ReleaseManifest.Builder manifest = ReleaseManifest.newBuilder()
                .setReleaseId(releaseId(candidate.exam().exam(), artifact, now))
                .setExam(candidate.exam().exam())
                .setStage(ReleaseStage.RELEASE_STAGE_CHAMPION)
                .setKind(ReleaseKind.RELEASE_KIND_STACK)
                .setArtifactSha256(artifact.sha256())
                .setArtifactSize(artifact.size())
                .addAllViewAnglesDegrees(candidate.exam().neededViews().stream()
                        .map(NeededView::angleDegrees)
                        .toList())
                .setFrames(candidate.exam().neededFrames().size())
                .setLineage(candidate.lineage())
                .setEvaluation(candidate.evaluation())
                .setReleasedAt(Timestamps.fromMillis(now.toEpochMilli()));
        switch (candidate.exam().target()) {
            case Target.Binary binary ->
                manifest.setPositiveClass(binary.positiveClass()).addAllClassNames(binary.classes());
            case Target.Classes several -> manifest.addAllClassNames(several.classes());
            case Target.Quantity quantity -> manifest.setUnit(quantity.unit());
        }
        publish(manifest.build());
        return manifest.build();
    }

    /** Publishes a manifest whose artifact is in the store. */
    void publish(ReleaseManifest manifest) {
        archive.keep(manifest);
        models.publishChampion(manifest);
        LOG.infof(
                "A release is champion now; exam=%s release=%s simulated=%s",
                manifest.getExam(),
                manifest.getReleaseId(),
                manifest.getLineage().getSimulated());
    }

    static String releaseId(String exam, Artifact artifact, Instant at) {
        return exam + "-" + DAY.format(at) + "-" + artifact.sha256().substring(0, 8);
    }
}
