package io.earlyview.training.release;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.v1.ReleaseManifest;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The topic {@code models}: who is champion of an exam, and how another becomes it. */
@ApplicationScoped
public class ModelsTopic {
    private static final Logger LOG = Logger.getLogger(ModelsTopic.class);
    private static final String CHAMPION = "champion";

    private final BrokerClients clients;
    private final TraceHeaders traces;

    public ModelsTopic(BrokerClients clients, TraceHeaders traces) {
        this.clients = clients;
        this.traces = traces;
    }

    /** The exam's champion as the topic stands now. Reads the whole topic, which is compacted and small. */
    public Optional<ReleaseManifest> champion(String exam) {
        String topic = Topics.MODELS.topicName();
        String key = Topics.modelsKey(exam, CHAMPION);
        Map<String, ReleaseManifest> last = new HashMap<>();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(topic))) {
            replay.read(topic, manifest -> {
                if (key.equals(manifest.key())) {
                    last.remove(key);
                    decoded(manifest).ifPresent(found -> last.put(key, found));
                }
            });
        }
        return Optional.ofNullable(last.get(key));
    }

    private static Optional<ReleaseManifest> decoded(ConsumerRecord<String, byte[]> kafkaRecord) {
        byte @Nullable [] value = kafkaRecord.value();
        try {
            return value == null ? Optional.empty() : Optional.of(ReleaseManifest.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            LOG.warnf("A champion's manifest cannot be read and counts as none; offset=%d", kafkaRecord.offset());
            return Optional.empty();
        }
    }

    /** Publishes a manifest as its exam's champion; all in-sync replicas have it when this returns. */
    void publishChampion(ReleaseManifest manifest) {
        var outgoing = new ProducerRecord<>(
                Topics.MODELS.topicName(), Topics.modelsKey(manifest.getExam(), CHAMPION), manifest.toByteArray());
        Span span = traces.current("publish release", outgoing.headers());
        try (Producer<String, byte[]> producer = clients.producer()) {
            producer.send(outgoing).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before the manifest was published", e);
        } catch (ExecutionException e) {
            throw new KafkaException("the manifest could not be published", e.getCause());
        } finally {
            span.end();
        }
    }
}
