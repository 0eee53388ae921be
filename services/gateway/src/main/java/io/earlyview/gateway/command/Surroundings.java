package io.earlyview.gateway.command;

import io.earlyview.exams.ExamCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What commands take from the world around: the time, and the exams this system knows. */
final class Surroundings {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    ExamCatalogue exams(@ConfigProperty(name = "earlyview.exams.directory") Optional<Path> directory) {
        return ExamCatalogue.bundledAnd(directory);
    }
}
