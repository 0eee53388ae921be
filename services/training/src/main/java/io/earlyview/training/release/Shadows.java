package io.earlyview.training.release;

import io.earlyview.training.release.ShadowOutcome.Done;
import io.earlyview.training.release.ShadowOutcome.Refused;
import io.earlyview.training.release.ShadowOutcome.Unknown;
import io.earlyview.v1.ReleaseManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a release score beside the champion, on the same frames and without being published. No decision on the release: its
 * record stays as it is, and what the gate refused may be looked at so, too.
 */
@ApplicationScoped
public class Shadows {
    private static final Logger LOG = Logger.getLogger(Shadows.class);

    private final ModelsTopic models;
    private final ArtifactStore artifacts;
    private final ManifestSigning signing;

    public Shadows(ModelsTopic models, ArtifactStore artifacts, ManifestSigning signing) {
        this.models = models;
        this.artifacts = artifacts;
        this.signing = signing;
    }

    /** Makes a release the exam's shadow, in place of any other. */
    public synchronized ShadowOutcome begin(String exam, String releaseId) {
        Releases releases = models.read();
        Optional<ReleaseManifest> found =
                releases.find(releaseId).filter(release -> release.getExam().equals(exam));
        if (found.isEmpty()) {
            return new Unknown("There is no release " + releaseId + " of exam '" + exam + "'.");
        }
        ReleaseManifest release = found.get();
        if (releases.champion(exam)
                .filter(champion -> champion.getReleaseId().equals(releaseId))
                .isPresent()) {
            return new Refused("Release " + releaseId + " is champion: it scores already.");
        }
        if (signing.check(release) instanceof SignatureCheck.Broken(String why)) {
            return new Refused("The signature of " + releaseId + " does not hold: " + why + ".");
        }
        if (!artifacts.holds(Artifact.of(release))) {
            return new Refused("The artifact of " + releaseId + " is not in the store, or is damaged.");
        }
        models.beginShadow(release);
        LOG.infof("A release scores beside the champion; exam=%s release=%s", exam, releaseId);
        return new Done(releaseId + " scores beside the champion of " + exam
                + " now; its scores go to the topic shadow-scores and are nobody's result.");
    }

    /** Leaves the exam without a shadow. */
    public synchronized ShadowOutcome end(String exam) {
        Optional<ReleaseManifest> shadow = models.read().shadow(exam);
        if (shadow.isEmpty()) {
            return new Refused("No release scores beside the champion of exam '" + exam + "'.");
        }
        models.endShadow(exam);
        LOG.infof("No release scores beside the champion any more; exam=%s", exam);
        return new Done(shadow.get().getReleaseId() + " no longer scores beside the champion of " + exam + ".");
    }
}
