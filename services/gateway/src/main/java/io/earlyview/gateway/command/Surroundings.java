package io.earlyview.gateway.command;

import io.earlyview.exams.ExamCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What commands take from the world around: the time, and the exams this system knows. */
final class Surroundings {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    ExamCatalogue exams() {
        return ExamCatalogue.bundled();
    }
}
