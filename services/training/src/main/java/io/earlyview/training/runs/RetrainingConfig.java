package io.earlyview.training.runs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which exams are trained without anybody asking, by exam; none unless it is set. */
@ConfigMapping(prefix = "earlyview.training.retraining")
public interface RetrainingConfig {
    @WithParentName
    Map<String, Settings> exams();

    /** When an exam is trained; each that is set counts. */
    interface Settings {
        /** As soon as so many labelled examples have come since the data set of the exam's last run. */
        OptionalInt newLabels();

        /** At these times in UTC, as in a crontab: minute, hour, day of month, month, day of week. */
        Optional<String> cron();

        /** When so much time has passed since the exam's last run. */
        Optional<Duration> every();
    }
}
