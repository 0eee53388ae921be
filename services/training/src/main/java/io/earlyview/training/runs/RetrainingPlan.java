package io.earlyview.training.runs;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * When an exam is trained without anybody asking.
 *
 * @param newLabels as soon as so many labelled examples have come since the last run's data set
 * @param cron at these times, UTC
 * @param every after so much time since the last run
 */
record RetrainingPlan(OptionalInt newLabels, Optional<Cron> cron, Optional<Duration> every) {

    static final RetrainingPlan OFF = new RetrainingPlan(OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException for settings that mean nothing; the message names the value and the limit */
    static RetrainingPlan of(RetrainingConfig.Settings settings) {
        if (settings.newLabels().isPresent() && settings.newLabels().getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "new-labels is " + settings.newLabels().getAsInt() + " and must be at least 1");
        }
        settings.every().filter(every -> !every.isPositive()).ifPresent(every -> {
            throw new IllegalArgumentException("every is " + every + " and must be above 0");
        });
        return new RetrainingPlan(settings.newLabels(), settings.cron().map(RetrainingPlan::parsed), settings.every());
    }

    private static Cron parsed(String line) {
        try {
            return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cron is '" + line + "': " + e.getMessage(), e);
        }
    }

    boolean on() {
        return newLabels.isPresent() || cron.isPresent() || every.isPresent();
    }

    /** The next time after both: since when the crontab is followed, and when the exam was last trained. */
    Optional<Instant> nextDue(Instant followedSince, Instant lastRun) {
        Optional<Instant> byCron = cron.flatMap(each -> ExecutionTime.forCron(each)
                        .nextExecution(ZonedDateTime.ofInstant(followedSince, ZoneOffset.UTC)))
                .map(ZonedDateTime::toInstant);
        return Stream.of(byCron, every.map(lastRun::plus))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
