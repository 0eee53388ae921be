package io.earlyview.ingestion;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.ingestion.validation.RequestValidation;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Parts that are plain Java and so are made here. */
final class IngestionParts {
    private IngestionParts() {}

    @Produces
    @Singleton
    static InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    static RequestValidation validation() {
        return new RequestValidation(ExamCatalogue.bundled());
    }
}
