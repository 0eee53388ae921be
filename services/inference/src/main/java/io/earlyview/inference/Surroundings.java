package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the steps need from outside: the exams and the time. */
final class Surroundings {
    /** Read at the start, so that a descriptor that is wrong is said then. */
    @Produces
    @Singleton
    @Startup
    ExamCatalogue exams(@ConfigProperty(name = "earlyview.exams.directory") Optional<Path> directory) {
        return ExamCatalogue.bundledAnd(directory);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
