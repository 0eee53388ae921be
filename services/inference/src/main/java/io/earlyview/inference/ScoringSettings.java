package io.earlyview.inference;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this process takes part in scoring. */
@ConfigMapping(prefix = "earlyview.inference")
public interface ScoringSettings {
    /** Name of this process among its peers; stays the same over restarts, so that a restart moves no partition. */
    @WithDefault("${HOSTNAME:inference-0}")
    String instance();

    /** After how long without a heartbeat the broker gives this process's partitions to another. */
    @WithDefault("6s")
    Duration sessionTimeout();

    /** After how long without a frame an acquisition is forgotten; a whole exam takes about half an hour. */
    @WithDefault("6h")
    Duration forgetAfter();

    /** Most pixels that wait in memory; beyond it acquisitions of exams that have no release yet are let go. */
    @WithDefault("192M")
    MemorySize waitingLimit();
}
