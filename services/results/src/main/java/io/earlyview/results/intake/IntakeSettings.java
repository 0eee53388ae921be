package io.earlyview.results.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are written. */
@ConfigMapping(prefix = "earlyview.results.intake")
public interface IntakeSettings {

    /** Wait before a failed batch is tried again; doubles with each failure. */
    @WithDefault("200ms")
    Duration retryFirst();

    /** Longest wait between two tries; there is no last try, since giving up would lose scores. */
    @WithDefault("5s")
    Duration retryLongest();

    /** How long one try may take before it counts as failed. */
    @WithDefault("30s")
    Duration writeTimeout();
}
