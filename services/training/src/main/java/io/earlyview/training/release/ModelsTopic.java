package io.earlyview.training.release;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseRefusal;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The topic {@code models}: every release with its stage, who is champion of an exam, who its shadow, and who refuses whom. */
@ApplicationScoped
public class ModelsTopic {
    private static final Logger LOG = Logger.getLogger(ModelsTopic.class);
    private static final String CHAMPION = "champion";
    private static final String SHADOW = "shadow";
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
        Map<String, byte[]> last = new TreeMap<>();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(topic))) {
            replay.read(topic, each -> {
                byte @Nullable [] value = each.value();
                if (value == null) {
                    last.remove(each.key());
                } else {
                    last.put(each.key(), value);
                }
            });
        }
        Map<String, ReleaseManifest> champions = new TreeMap<>();
        Map<String, ReleaseManifest> shadows = new TreeMap<>();
        Map<String, ReleaseManifest> releases = new TreeMap<>();
        List<ReleaseRefusal> refusals = new ArrayList<>();
        last.forEach((key, value) -> {
            if (Topics.isRefusalKey(key)) {
                decoded(key, value, ReleaseRefusal.parser()).ifPresent(refusals::add);
                return;
            }
            decoded(key, value, ReleaseManifest.parser()).ifPresent(manifest -> {
                if (Topics.isReleaseKey(key)) {
                    releases.put(manifest.getReleaseId(), manifest);
                } else if (key.equals(Topics.modelsKey(manifest.getExam(), CHAMPION))) {
                    champions.put(manifest.getExam(), manifest);
                } else if (key.equals(Topics.modelsKey(manifest.getExam(), SHADOW))) {
                    shadows.put(manifest.getExam(), manifest);
                }
            });
        });
        return new Releases(releases, champions, shadows, refusals);
    }

    /** The exam's champion as the topic stands now. */
    public Optional<ReleaseManifest> champion(String exam) {
        return read().champion(exam);
    }

    private static <T> Optional<T> decoded(String key, byte[] value, Parser<T> parser) {
        try {
            return Optional.of(parser.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            LOG.warnf("A record of the topic of models cannot be read and counts as none; key=%s", key);
            return Optional.empty();
        }
    }

    /**
     * Publishes these releases' records and a champion's, all or none; all in-sync replicas have them when this returns. Who
     * becomes champion is shadow no longer.
     */
    void write(List<ReleaseManifest> releases, Optional<ReleaseManifest> champion) {
        Optional<ReleaseManifest> shadow = champion.flatMap(next -> read().shadow(next.getExam())
                .filter(beside -> beside.getReleaseId().equals(next.getReleaseId())));
        try (Producer<String, byte[]> producer = clients.transactional(TRANSACTIONAL_ID)) {
            producer.beginTransaction();
            releases.forEach(manifest ->
                    send(producer, Topics.releaseKey(manifest.getExam(), manifest.getReleaseId()), manifest));
            champion.ifPresent(manifest -> send(producer, Topics.modelsKey(manifest.getExam(), CHAMPION), manifest));
            shadow.ifPresent(manifest -> send(producer, Topics.modelsKey(manifest.getExam(), SHADOW), null));
            // Tells of any record that could not be written; closing the producer ends what was not committed.
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new KafkaException("the manifest could not be published: " + e.getMessage(), e);
        }
    }

    /** Lets this release score beside the champion of its exam. */
    void beginShadow(ReleaseManifest release) {
        shadow(release.getExam(), release);
    }

    /** Lets no release score beside the exam's champion. */
    void endShadow(String exam) {
        shadow(exam, null);
    }

    private void shadow(String exam, @Nullable ReleaseManifest release) {
        try (Producer<String, byte[]> producer = clients.transactional(TRANSACTIONAL_ID)) {
            producer.beginTransaction();
            send(producer, Topics.modelsKey(exam, SHADOW), release);
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new KafkaException("the shadow could not be published: " + e.getMessage(), e);
        }
    }

    /** {@code manifest}: none erases what the key had. */
    private void send(Producer<String, byte[]> producer, String key, @Nullable ReleaseManifest manifest) {
        byte @Nullable [] value = manifest == null ? null : manifest.toByteArray();
        var outgoing = new ProducerRecord<String, byte[]>(Topics.MODELS.topicName(), key, value);
        Span span = traces.current("publish release", outgoing.headers());
        producer.send(outgoing);
        span.end();
    }
}
