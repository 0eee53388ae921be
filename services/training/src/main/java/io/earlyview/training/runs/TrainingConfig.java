package io.earlyview.training.runs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How runs are kept. */
@ConfigMapping(prefix = "earlyview.training")
public interface TrainingConfig {
    /** Directory of the runs' records, one JSON file each. */
    @WithDefault("data/runs")
    Path runsDirectory();

    /** At most one progress event in this time goes to whoever watches a run. */
    @WithDefault("PT0.25S")
    Duration eventInterval();

    /** How long a run may take to stop when the service stops. */
    @WithDefault("PT15S")
    Duration stopLimit();

    /** How often labels are counted and clocks looked at, for exams that are trained without anybody asking. */
    @WithDefault("PT30S")
    Duration retrainingCheckInterval();

    /** What is said to have trained a release: a git commit where the build or the launcher knows it. */
    @WithDefault("${quarkus.application.version:unknown}")
    String codeVersion();
}
