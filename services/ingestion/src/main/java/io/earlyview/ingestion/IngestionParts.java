package io.earlyview.ingestion;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.ingestion.validation.RequestValidation;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Parts that are plain Java and so are made here. */
final class IngestionParts {
    private IngestionParts() {}

    @Produces
    @Singleton
    static InstantSource clock() {
        return InstantSource.system();
    }

    /** Read at the start, so that a descriptor that is wrong is said then. */
    @Produces
    @Singleton
    @Startup
    static ExamCatalogue exams(@ConfigProperty(name = "earlyview.exams.directory") Optional<Path> directory) {
        return ExamCatalogue.bundledAnd(directory);
    }

    @Produces
    @Singleton
    static RequestValidation validation(ExamCatalogue exams) {
        return new RequestValidation(exams);
    }
}
