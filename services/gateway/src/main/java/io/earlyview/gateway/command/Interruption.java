package io.earlyview.gateway.command;

import io.earlyview.gateway.fleet.Fleet;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Lets a fleet say that its scans were broken off when the process is asked to end. */
final class Interruption {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    void stop(@Observes ShutdownEvent event, Fleet fleet) {
        fleet.stop(PATIENCE);
    }
}
