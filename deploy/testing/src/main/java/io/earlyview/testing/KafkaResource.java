package io.earlyview.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;

/** A Quarkus test resource: a real broker with all topics; sets {@code kafka.bootstrap.servers}. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    private AutoCloseable broker = () -> {};

    @Override
    public Map<String, String> start() {
        String bootstrapServers = Docker.ANSWERS ? startContainer() : startEmbedded();
        return Map.of("kafka.bootstrap.servers", bootstrapServers);
    }

    private String startEmbedded() {
        EmbeddedBroker embedded = EmbeddedBroker.start();
        broker = embedded;
        return embedded.bootstrapServers();
    }

    private String startContainer() {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.1.1");
        container.start();
        broker = container;
        TopicCreation.createAll(container.getBootstrapServers(), 4);
        return container.getBootstrapServers();
    }

    @Override
    public void stop() {
        try {
            broker.close();
        } catch (Exception e) { // AutoCloseable declares Exception
            throw new IllegalStateException("the broker cannot be stopped", e);
        }
    }
}
