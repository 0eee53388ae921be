package io.earlyview.results.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How server-sent events are delivered. */
@ConfigMapping(prefix = "earlyview.results.events")
public interface EventSettings {

    /** Most clients of one instance; the next one is answered 503. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int clientsMax();

    /** Events that may wait for one client; a client slower than that is cut and comes back with a full read. */
    @WithDefault("512")
    @Min(16)
    @Max(65_536)
    int waitingMax();

    /** How often `heartbeat` is sent, so that both ends notice a dead connection. */
    @WithDefault("10s")
    Duration heartbeat();

    /** How long changes are gathered before they are read and sent together. */
    @WithDefault("40ms")
    Duration gathering();
}
