package io.earlyview.local.chaos;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A subscriber of topic {@code scores} that stays subscribed through every outage, as a hospital's would. */
final class ScoreFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread =
            Thread.ofPlatform().name("score-feed").daemon().unstarted(this::follow);
    private final Map<String, String> seen = new HashMap<>();
    private Instant since = Instant.MAX;
    private Optional<Sign> acquired = Optional.empty();
    private Optional<Sign> ingested = Optional.empty();

    /** A committed score, when it was seen, and when ingestion had accepted the frame that made it possible. */
    record Sign(Instant seenAt, Instant ingestedAt) {}

    private ScoreFeed(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        // It measures how long others take to come back, so it may not itself be late.
                        "reconnect.backoff.max.ms",
                        100,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static ScoreFeed subscribe(String bootstrapServers) {
        ScoreFeed feed = new ScoreFeed(bootstrapServers);
        List<TopicPartition> partitions = feed.consumer.partitionsFor(Topics.SCORES.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        feed.consumer.assign(partitions);
        feed.consumer.seekToBeginning(partitions);
        feed.thread.start();
        return feed;
    }

    /** From now on looks for scores of frames acquired, or accepted, at or after this instant. */
    synchronized void lookFrom(Instant instant) {
        since = instant;
        acquired = Optional.empty();
        ingested = Optional.empty();
    }

    /** The first score of a frame acquired since. */
    synchronized Optional<Sign> acquiredSince() {
        return acquired;
    }

    /** The first score of a frame accepted by ingestion since. */
    synchronized Optional<Sign> ingestedSince() {
        return ingested;
    }

    /** All scores that this subscriber was given: acquisition id by score id. */
    synchronized Map<String, String> seen() {
        return Map.copyOf(seen);
    }

    private void follow() {
        try {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException | InterruptException e) {
            // Closed: nobody listens any more.
        } finally {
            consumer.close();
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        Instant now = Instant.now();
        Score score;
        try {
            score = Score.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            return; // the audit reads it, too, and says so
        }
        seen.put(score.getScoreId(), score.getAcquisitionId());
        Instant ingestedAt = instant(score.getStamps().getIngestedAt());
        Sign sign = new Sign(now, ingestedAt);
        if (acquired.isEmpty() && !instant(score.getStamps().getAcquiredAt()).isBefore(since)) {
            acquired = Optional.of(sign);
        }
        if (ingested.isEmpty() && !ingestedAt.isBefore(since)) {
            ingested = Optional.of(sign);
        }
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
