package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.prediction.Device;
import io.earlyview.inference.release.ArtifactStore;
import io.earlyview.inference.release.ReleaseLoading;
import io.earlyview.inference.release.ReleaseSignature;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the steps need from outside: the exams, the device, the key and the time. */
final class Surroundings {
    /** Read at the start, so that a descriptor that is wrong is said then. */
    @Produces
    @Singleton
    @Startup
    ExamCatalogue exams(@ConfigProperty(name = "earlyview.exams.directory") Optional<Path> directory) {
        return ExamCatalogue.bundledAnd(directory);
    }

    /** Chosen at the start, so that a device that was asked for and is missing is said then. */
    @Produces
    @Singleton
    @Startup
    Device device(ScoringSettings settings) {
        return Device.chosen(settings.device());
    }

    @Produces
    @Singleton
    @Startup
    ReleaseSignature signature(ScoringSettings settings) {
        return settings.releaseKeyFile().map(ReleaseSignature::by).orElseGet(ReleaseSignature::unchecked);
    }

    @Produces
    @Singleton
    ReleaseLoading loading(ExamCatalogue exams, ArtifactStore artifacts, ReleaseSignature signature, Device device) {
        return new ReleaseLoading(exams, artifacts, signature, device);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
