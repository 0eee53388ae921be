package io.earlyview.training.curation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.v1.DatasetOffset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts labelled examples without making a data set of them. Reads the topics once from their beginning, and after that
 * only what is new.
 */
@ApplicationScoped
public class LabelCensus {
    private static final Duration POLL_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final BrokerClients clients;
    private Reading reading = new Reading();

    public LabelCensus(BrokerClients clients) {
        this.clients = clients;
    }

    /** How far the topics have been read, and what was in them. */
    private static final class Reading {
        private final JoinedLabels joined = new JoinedLabels();
        private final Map<TopicPartition, Long> positions = new HashMap<>();
    }

    /** Whether the topics could be read to their ends of this moment; false while the broker does not answer. */
    public synchronized boolean catchUp() {
        try (Consumer<String, byte[]> consumer = clients.reader()) {
            List<TopicPartition> partitions = Stream.of(Topics.LABELS.topicName(), Topics.EXAMPLES.topicName())
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (reading.positions.entrySet().stream().anyMatch(read -> read.getValue() > offset(ends, read.getKey()))) {
                reading = new Reading(); // the topics were made anew
            }
            readTo(ends, consumer);
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> positions = reading.positions;
        List<TopicPartition> behind = ends.keySet().stream()
                .filter(partition -> offset(positions, partition) < offset(ends, partition))
                .toList();
        consumer.assign(behind);
        consumer.seekToBeginning(
                behind.stream().filter(each -> !positions.containsKey(each)).toList());
        behind.stream().filter(positions::containsKey).forEach(each -> consumer.seek(each, offset(positions, each)));
        long since = System.nanoTime();
        while (behind.stream().anyMatch(each -> consumer.position(each) < offset(ends, each))) {
            for (ConsumerRecord<String, byte[]> kafkaRecord : consumer.poll(POLL_WAIT)) {
                reading.joined.take(kafkaRecord);
            }
            behind.forEach(each -> positions.put(each, consumer.position(each)));
            if (System.nanoTime() - since > LONGEST.toNanos()) {
                throw new KafkaException("labels and examples were not read in " + LONGEST.toMinutes() + " minutes");
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /** What there is of an exam, and what of it came behind the offsets of an earlier reading. */
    public synchronized LabelTally since(ExamDescriptor exam, Collection<DatasetOffset> offsets) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        offsets.forEach(end ->
                ends.merge(new TopicPartition(end.getTopic(), end.getPartition()), end.getEndOffset(), Math::max));
        return reading.joined.tally(exam, ends);
    }

    /** How far it has read. */
    public synchronized List<DatasetOffset> offsets() {
        return reading.positions.entrySet().stream()
                .map(read -> DatasetOffset.newBuilder()
                        .setTopic(read.getKey().topic())
                        .setPartition(read.getKey().partition())
                        .setEndOffset(read.getValue())
                        .build())
                .toList();
    }
}
