package io.earlyview.training.curation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.v1.DatasetOffset;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Reads the data set of an exam from the topics {@code labels} and {@code examples}. */
@ApplicationScoped
public class DataSetReader {
    private final BrokerClients clients;

    public DataSetReader(BrokerClients clients) {
        this.clients = clients;
    }

    /**
     * The data set as it stands now. Takes 128 KiB of memory for each labelled DaTscan.
     *
     * @throws KafkaException if the broker does not answer
     */
    public DataSet read(ExamDescriptor exam) {
        String labels = Topics.LABELS.topicName();
        String examples = Topics.EXAMPLES.topicName();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(labels, examples))) {
            LabelJoin join = new LabelJoin(exam);
            replay.read(labels, label -> join.label(label.key(), label.value()));
            replay.read(examples, example -> join.example(example.key(), example.value()));
            return join.joined(offsets(replay));
        }
    }

    private static List<DatasetOffset> offsets(TopicReplay replay) {
        return replay.ends().entrySet().stream()
                .map(end -> DatasetOffset.newBuilder()
                        .setTopic(end.getKey().topic())
                        .setPartition(end.getKey().partition())
                        .setEndOffset(end.getValue())
                        .build())
                .toList();
    }
}
