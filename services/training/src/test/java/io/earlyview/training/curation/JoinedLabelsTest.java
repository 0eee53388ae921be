package io.earlyview.training.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.earlyview.v1.Label;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which labelled examples are new. */
class JoinedLabelsTest {
    private static final Map<TopicPartition, Long> NEVER_READ = Map.of();
    private static final byte[] NOT_LOOKED_AT = {1};

    private final JoinedLabels joined = new JoinedLabels();
    private long labelsEnd;
    private long examplesEnd;

    @Test
    void onlyALabelWithAnExampleCountsWhicheverCameFirst() {
        label("both", "normal", false, 1);
        example("both");
        example("the other way");
        label("the other way", "abnormal", false, 1);
        label("no example", "normal", false, 1);
        example("no label");
        label("author saw", "normal", true, 1);
        example("author saw");
        label("no such class", "perhaps", false, 1);
        example("no such class");

        assertEquals(new LabelTally(2, 2, 0), tally(NEVER_READ));
        assertEquals(new LabelTally(2, 0, 0), tally(now()));
        assertFalse(tally(now()).changed());
    }

    @Test
    void anExampleThatCameLaterMakesAnOldLabelNews() {
        label("late", "normal", false, 1);
        Map<TopicPartition, Long> then = now();
        example("late");

        assertEquals(new LabelTally(1, 1, 0), tally(then));
    }

    @Test
    void whatIsSentAgainIsNoNewsAndACorrectionIs() {
        label("a", "normal", false, 1);
        example("a");
        Map<TopicPartition, Long> then = now();
        example("a");
        label("a", "normal", false, 2);
        assertEquals(new LabelTally(1, 0, 0), tally(then));

        label("a", "abnormal", false, 3);
        assertEquals(new LabelTally(1, 1, 0), tally(then));
    }

    @Test
    void erasureIsNoticedOfExamplesAndOfLabels() {
        for (String id : new String[] {"a", "b", "c"}) {
            label(id, "normal", false, 1);
            example(id);
        }
        Map<TopicPartition, Long> then = now();
        joined.take(new ConsumerRecord<>("examples", 0, examplesEnd++, "a", null));
        joined.take(new ConsumerRecord<>("labels", 0, labelsEnd++, "b", null));
        joined.take(new ConsumerRecord<>("labels", 0, labelsEnd++, "never seen", null));

        assertEquals(new LabelTally(1, 0, 2), tally(then));
        assertTrue(tally(then).changed());
        assertEquals(new LabelTally(1, 0, 0), tally(now()));
    }

    private LabelTally tally(Map<TopicPartition, Long> ends) {
        return joined.tally(Acquisitions.DATSCAN, ends);
    }

    private Map<TopicPartition, Long> now() {
        return Map.of(new TopicPartition("labels", 0), labelsEnd, new TopicPartition("examples", 0), examplesEnd);
    }

    private void label(String id, String className, boolean authorSawScore, long second) {
        Label label = Label.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setClassName(className)
                .setAuthorSawScore(authorSawScore)
                .setLabelledAt(Timestamp.newBuilder().setSeconds(second))
                .build();
        joined.take(new ConsumerRecord<>("labels", 0, labelsEnd++, id, label.toByteArray()));
    }

    private void example(String id) {
        joined.take(new ConsumerRecord<>("examples", 0, examplesEnd++, id, NOT_LOOKED_AT));
    }
}
