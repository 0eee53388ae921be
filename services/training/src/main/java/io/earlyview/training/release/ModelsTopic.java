package io.earlyview.training.release;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.v1.ReleaseManifest;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The topic {@code models}: every release with its stage, and who is champion of an exam. */
@ApplicationScoped
public class ModelsTopic {
    private static final Logger LOG = Logger.getLogger(ModelsTopic.class);
    private static final String CHAMPION = "champion";
    private static final String TRANSACTIONAL_ID = "earlyview-training-models";

    private final BrokerClients clients;
    private final TraceHeaders traces;

    public ModelsTopic(BrokerClients clients, TraceHeaders traces) {
        this.clients = clients;
        this.traces = traces;
    }

    /** The topic as it stands now. Reads all of it, which is compacted and small. */
    public Releases read() {
        String topic = Topics.MODELS.topicName();
        Map<String, ReleaseManifest> last = new TreeMap<>();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(topic))) {
            replay.read(topic, each -> {
                if (Topics.isRefusalKey(each.key())) {
                    return; // inference's word on a release, no manifest
                }
                last.remove(each.key());
                decoded(each).ifPresent(found -> last.put(each.key(), found));
            });
        }
        Map<String, ReleaseManifest> champions = new TreeMap<>();
        Map<String, ReleaseManifest> releases = new TreeMap<>();
        last.forEach((key, manifest) -> {
            if (Topics.isReleaseKey(key)) {
                releases.put(manifest.getReleaseId(), manifest);
            } else if (key.equals(Topics.modelsKey(manifest.getExam(), CHAMPION))) {
                champions.put(manifest.getExam(), manifest);
            }
        });
        return new Releases(releases, champions);
    }

    /** The exam's champion as the topic stands now. */
    public Optional<ReleaseManifest> champion(String exam) {
        return read().champion(exam);
    }

    private static Optional<ReleaseManifest> decoded(ConsumerRecord<String, byte[]> kafkaRecord) {
        byte @Nullable [] value = kafkaRecord.value();
        try {
            return value == null ? Optional.empty() : Optional.of(ReleaseManifest.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            LOG.warnf("A manifest cannot be read and counts as none; offset=%d", kafkaRecord.offset());
            return Optional.empty();
        }
    }

    /** Publishes these releases' records and a champion's, all or none; all in-sync replicas have them when this returns. */
    void write(List<ReleaseManifest> releases, Optional<ReleaseManifest> champion) {
        try (Producer<String, byte[]> producer = clients.transactional(TRANSACTIONAL_ID)) {
            producer.beginTransaction();
            releases.forEach(manifest ->
                    send(producer, Topics.releaseKey(manifest.getExam(), manifest.getReleaseId()), manifest));
            champion.ifPresent(manifest -> send(producer, Topics.modelsKey(manifest.getExam(), CHAMPION), manifest));
            // Tells of any record that could not be written; closing the producer ends what was not committed.
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new KafkaException("the manifest could not be published: " + e.getMessage(), e);
        }
    }

    private void send(Producer<String, byte[]> producer, String key, ReleaseManifest manifest) {
        var outgoing = new ProducerRecord<>(Topics.MODELS.topicName(), key, manifest.toByteArray());
        Span span = traces.current("publish release", outgoing.headers());
        producer.send(outgoing);
        span.end();
    }
}
