package io.earlyview.ingestion.publication;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka settings that the promise of a receipt rests on; only the connection is the deployment's to choose. */
final class ProducerSettings {
    /** A frame of 1 MiB in a dead letter fits four times over. */
    private static final int REQUEST_BYTES_MAX = 4 << 20;
    /** Eight typical frames. Records never wait for a batch (linger 0), but those that wait anyway share a request. */
    private static final int BATCH_BYTES = 1 << 18;

    private ProducerSettings() {}

    static Map<String, Object> of(Map<String, Object> connection, PublicationSettings settings) {
        Map<String, Object> producer = new HashMap<>(connection);
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, "earlyview-ingestion");
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        // Also keeps the order of records under way when one of them is sent again.
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bytesUnderWayMax());
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.roomWait().toMillis());
        int wait = Math.toIntExact(settings.acknowledgementWait().toMillis());
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait);
        // Half of it, so that a request which got lost is tried once more.
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, wait / 2));
        producer.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return producer;
    }
}
