package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What the steps need from outside: the exams and the time. */
final class Surroundings {
    @Produces
    @Singleton
    ExamCatalogue exams() {
        return ExamCatalogue.bundled();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
