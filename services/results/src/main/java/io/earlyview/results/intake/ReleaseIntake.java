package io.earlyview.results.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.earlyview.results.domain.ReleaseChange;
import io.earlyview.topics.Topics;
import io.earlyview.v1.ReleaseManifest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes the stages of the topic {@code models}, whose key is {@code <exam>/<stage>}; a tombstone leaves the stage empty. The
 * releases' own records beside them are training's.
 */
@ApplicationScoped
class ReleaseIntake {
    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();

    private final BatchIntake batches;
    private final RecordSink<ReleaseChange> sink;

    ReleaseIntake(BatchIntake batches, RecordSink<ReleaseChange> sink) {
        this.batches = batches;
        this.sink = sink;
    }

    @Incoming("models")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        return batches.take(Topics.MODELS, ofStages(records), ReleaseIntake::read, sink);
    }

    static ConsumerRecords<byte[], byte[]> ofStages(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            kept.put(
                    partition,
                    records.records(partition).stream()
                            .filter(each ->
                                    each.key() == null || isStage(new String(each.key(), StandardCharsets.UTF_8)))
                            .toList());
        }
        return new ConsumerRecords<>(kept, records.nextOffsets());
    }

    private static boolean isStage(String key) {
        return !Topics.isReleaseKey(key) && !Topics.isRefusalKey(key);
    }

    static ReleaseChange read(String key, byte @Nullable [] value) throws InvalidProtocolBufferException {
        if (value == null) {
            int slash = key.indexOf('/');
            if (slash < 1) {
                throw new IllegalArgumentException("the key of a tombstone is not <exam>/<stage>");
            }
            return new ReleaseChange.Withdrawn(
                    key.substring(0, slash), key.substring(slash + 1).toUpperCase(Locale.ROOT));
        }
        ReleaseManifest manifest = ReleaseManifest.parseFrom(value);
        return new ReleaseChange.Released(
                manifest.getExam(),
                MessageFields.name(manifest.getStage(), "RELEASE_STAGE_"),
                manifest.getReleaseId(),
                manifest.getArtifactSha256(),
                MessageFields.instant(manifest.hasReleasedAt(), manifest.getReleasedAt()),
                JSON.print(manifest));
    }
}
