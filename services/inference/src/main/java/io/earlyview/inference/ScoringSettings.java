package io.earlyview.inference;

import io.earlyview.inference.prediction.Device;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How this process takes part in scoring. */
@ConfigMapping(prefix = "earlyview.inference")
public interface ScoringSettings {
    /** Name of this process among its peers; stays the same over restarts, so that a restart moves no partition. */
    @WithDefault("${HOSTNAME:inference-0}")
    String instance();

    /** How many threads score, each with partitions of its own. */
    @WithDefault("1")
    int workers();

    /** What networks run on: {@code auto} (CUDA where it can be had), {@code cpu} or {@code cuda}. */
    @WithDefault("auto")
    Device.Choice device();

    /** PEM file of the public key that releases must be signed by; without it no signature is checked. */
    Optional<Path> releaseKeyFile();

    /** After how long without a heartbeat the broker gives this process's partitions to another. */
    @WithDefault("6s")
    Duration sessionTimeout();

    /** How long frames may still come after the sender said that it has sent the last. */
    @WithDefault("10s")
    Duration lateFrames();

    /** After how long of silence an acquisition ends whose sender has not said so; a head takes a view in 15 to 30 s. */
    @WithDefault("10m")
    Duration silence();

    /** How long an ended acquisition is remembered, so that late frames do not open it again. */
    @WithDefault("6h")
    Duration forgetAfter();

    /** Most pixels that wait for an exam's first release; beyond it the longest silent end without a score. */
    @WithDefault("192M")
    MemorySize waitingLimit();
}
