package io.earlyview.inference;

import io.earlyview.inference.release.ReleaseIntake;
import io.earlyview.inference.release.ReleasesInUse;
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
    HealthCheck alive(ScoringService service, ScoringLoop scoring, InstantSource clock) {
        return () -> HealthCheckResponse.named("scoring")
                .status(service.alive() && scoring.lastTurn().plus(LONGEST_TURN).isAfter(clock.instant()))
                .withData("lastTurn", scoring.lastTurn().toString())
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck ready(ScoringLoop scoring, ReleaseIntake releases, ReleasesInUse inUse) {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("releases")
                    .status(scoring.joined() && releases.caughtUp())
                    .withData("joined", scoring.joined())
                    .withData("releasesRead", releases.caughtUp());
            inUse.releaseIds().forEach(response::withData);
            return response.build();
        };
    }
}
