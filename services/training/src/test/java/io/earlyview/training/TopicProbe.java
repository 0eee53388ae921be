package io.earlyview.training;

import com.google.protobuf.MessageLite;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Writes to topics and reads them whole. */
public final class TopicProbe implements AutoCloseable {
    private final BrokerClients clients;
    private final Producer<String, byte[]> producer;

    public TopicProbe(String bootstrapServers) {
        clients = new BrokerClients(Map.of("bootstrap.servers", bootstrapServers));
        producer = clients.producer();
    }

    public BrokerClients clients() {
        return clients;
    }

    /** Writes a message at a time; null is a tombstone. */
    public void write(String topic, String key, MessageLite message, Long timestampMillis, List<Header> headers) {
        writeBytes(topic, key, message == null ? null : message.toByteArray(), timestampMillis, headers);
    }

    public void write(String topic, String key, MessageLite message) {
        write(topic, key, message, null, List.of());
    }

    public void writeBytes(String topic, String key, byte[] value, Long timestampMillis, List<Header> headers) {
        producer.send(new ProducerRecord<>(topic, null, timestampMillis, key, value, headers));
        producer.flush();
    }

    /** All records of the topic as it stands now. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(topic))) {
            replay.read(topic, records::add);
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
    }
}
