package io.earlyview.ingestion.publication;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker answers. Without it nothing could be accepted, so gateways are better sent elsewhere. */
@Readiness
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {
    private final Admin admin;
    private final int waitMillis;

    BrokerReadiness(@Identifier("default-kafka-broker") Map<String, Object> connection, PublicationSettings settings) {
        Map<String, Object> client = new HashMap<>(connection);
        client.put(AdminClientConfig.CLIENT_ID_CONFIG, "earlyview-ingestion-readiness");
        this.admin = Admin.create(client);
        this.waitMillis = Math.toIntExact(settings.readinessWait().toMillis());
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker").status(answers()).build();
    }

    private boolean answers() {
        try {
            return !admin.describeCluster(new DescribeClusterOptions().timeoutMs(waitMillis))
                    .nodes()
                    .get()
                    .isEmpty();
        } catch (ExecutionException e) {
            return false; // unreachable or not answering in time: what readiness is there to say
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}
