package io.earlyview.training.curation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when frames are being read. Whether the broker answers is a check of the Kafka client's own. */
@Readiness
@ApplicationScoped
public class CurationReadiness implements HealthCheck {
    private final CurationLoop loop;

    public CurationReadiness(CurationLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("curation").status(loop.healthy()).build();
    }
}
