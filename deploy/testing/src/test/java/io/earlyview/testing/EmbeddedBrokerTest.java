package io.earlyview.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
    @Test
    void keepsRecordsAndTopicsAcrossAnOutage() throws Exception {
        byte[] value = "kept".getBytes(StandardCharsets.UTF_8);
        Path directory;
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            directory = broker.directory();
            port = broker.port();
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>("scores", 0, null, value)).get();
            }
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(directory, port);
                Admin admin = Admin.create(Map.of("bootstrap.servers", again.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", again.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            Set<String> names = admin.listTopics().names().get();
            assertTrue(names.containsAll(Topics.allNames()), () -> "topics after the outage: " + names);
            TopicPartition partition = new TopicPartition("scores", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(10)).records(partition);
            assertEquals(1, records.size());
            assertEquals("kept", new String(records.getFirst().value(), StandardCharsets.UTF_8));
        }
    }
}
