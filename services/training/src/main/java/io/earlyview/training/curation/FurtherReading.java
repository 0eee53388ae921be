package io.earlyview.training.curation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.v1.Example;
import io.earlyview.v1.FurtherView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data set's further views again from the topic {@code examples}, up to the same end offsets. Only a record whose
 * views have the digest that the data set knows is handed over; one example is in memory at a time.
 */
final class FurtherReading implements FurtherViewSource {
    private final BrokerClients clients;
    private final Map<String, String> digests;
    private final Map<TopicPartition, Long> ends;

    FurtherReading(BrokerClients clients, DataSet dataSet) {
        this.clients = clients;
        this.digests = dataSet.further();
        this.ends = DataSetReader.ends(dataSet.offsets());
    }

    @Override
    public Set<String> acquisitions() {
        return digests.keySet();
    }

    @Override
    public void read(Set<String> wanted, Taker taker) {
        Set<String> open = new HashSet<>(wanted);
        open.retainAll(digests.keySet());
        if (open.isEmpty()) {
            return;
        }
        String topic = Topics.EXAMPLES.topicName();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(topic))) {
            replay.read(topic, each -> {
                if (open.contains(each.key()) && DataSetReader.isBefore(ends, each) && handedOver(each, taker)) {
                    open.remove(each.key());
                }
            });
        }
    }

    private boolean handedOver(ConsumerRecord<String, byte[]> kafkaRecord, Taker taker) {
        byte @Nullable [] value = kafkaRecord.value();
        if (value == null) {
            return false;
        }
        try {
            List<FurtherView> views = Example.parseFrom(value).getFurtherList();
            if (views.isEmpty() || !FurtherDigest.of(views).equals(digests.get(kafkaRecord.key()))) {
                return false;
            }
            taker.take(kafkaRecord.key(), views.stream().<View>map(Decoded::new).toList());
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false; // no record that the data set was made from
        }
    }

    /** A view that decodes its pixels when it is asked for them. */
    private record Decoded(FurtherView view) implements View {
        @Override
        public double angleDegrees() {
            return view.getAngleDegrees();
        }

        @Override
        public float[] pixels() {
            return PixelDecoding.decoded(view.getPixelType(), view.getPixels());
        }
    }
}
