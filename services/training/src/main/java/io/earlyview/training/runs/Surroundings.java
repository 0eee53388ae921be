package io.earlyview.training.runs;

import io.earlyview.exams.ExamCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the steps are given rather than reach for: the exams and the time. */
public final class Surroundings {
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
