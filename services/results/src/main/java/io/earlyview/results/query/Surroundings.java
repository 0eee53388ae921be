package io.earlyview.results.query;

import io.earlyview.exams.ExamCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What comes from outside the container: the exams of this system, and the time. */
class Surroundings {
    @Produces
    @Singleton
    ExamCatalogue exams() {
        return ExamCatalogue.bundled();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
