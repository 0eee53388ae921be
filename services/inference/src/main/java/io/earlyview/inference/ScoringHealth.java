package io.earlyview.inference;

import io.earlyview.inference.release.Releases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Alive: the scoring thread goes round. Ready: it has joined the group and the releases there are have been warmed up. */
@ApplicationScoped
public class ScoringHealth {
    private static final Duration LONGEST_TURN = Duration.ofMinutes(2);

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck alive(ScoringService service, InstantSource clock) {
        return () -> HealthCheckResponse.named("scoring")
                .status(service.alive() && service.lastTurn().plus(LONGEST_TURN).isAfter(clock.instant()))
                .withData("lastTurn", service.lastTurn().toString())
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck ready(ScoringService service, Releases releases) {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("releases")
                    .status(service.joined() && releases.caughtUp())
                    .withData("joined", service.joined())
                    .withData("releasesRead", releases.caughtUp());
            releases.championIds().forEach(response::withData);
            return response.build();
        };
    }
}
