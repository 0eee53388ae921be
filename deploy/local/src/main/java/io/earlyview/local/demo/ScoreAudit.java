package io.earlyview.local.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what a subscriber of topic {@code scores} sees, independently of the services. */
final class ScoreAudit {
    private ScoreAudit() {}

    /**
     * What a read-committed subscriber has seen.
     *
     * @param acquisitions ids with at least one probability
     * @param duplicated records beyond the first with the same acquisition, release and frames
     */
    record Seen(Set<String> acquisitions, int duplicated) {}

    static Seen of(String bootstrapServers) {
        Set<String> acquisitions = new HashSet<>();
        Set<List<Object>> revisions = new HashSet<>();
        int duplicated = 0;
        for (Score score : readAll(bootstrapServers)) {
            if (score.hasProbability()) {
                acquisitions.add(score.getAcquisitionId());
            }
            List<Object> revision =
                    List.of(score.getAcquisitionId(), score.getRelease().getReleaseId(), score.getFramesUsedList());
            if (!revisions.add(revision)) {
                duplicated++;
            }
        }
        return new Seen(acquisitions, duplicated);
    }

    private static List<Score> readAll(String bootstrapServers) {
        List<Score> scores = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCORES.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    scores.add(Score.parseFrom(record.value()));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a record of topic scores is no earlyview.v1.Score", e);
        }
        return scores;
    }
}
