package io.earlyview.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.ReferenceScoring;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.v1.Frame;
import io.earlyview.v1.Score;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that comes back after an outage and finds more than it reads in the time that frames may be late. */
class BacklogIT {
    private static final byte[] ONNX = TestReleases.network(0.3).onnx();
    private static final int BACKLOG = 1000;

    @TempDir
    Path store;

    /** That an acquisition has ended is read at once; its frames lie behind many others. */
    @Test
    void framesThatLieUnreadAreNotMissing() {
        TestAcquisition ended = TestAcquisition.named("ended during the outage");
        TestAcquisition before = TestAcquisition.named("before it");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true)) {
            Frame other = before.view(30);
            sender.started(ended, 120);
            sender.completed(ended, 2);
            int partition = partitionOf(ended, broker);
            for (int i = 0; i < BACKLOG; i++) {
                sender.send(new ProducerRecord<>("frames", partition, before.key(), other.toByteArray()));
            }
            sender.send(ended.view(0));
            sender.send(ended.view(60));
            // To it, reading all of that takes minutes.
            try (LoopUnderTest loop = LoopUnderTest.slow(broker.bootstrapServers(), "one", store, 1000)
                    .withRelease("release", ONNX)
                    .start()) {
                List<Score> all = scores.revisionsOf(ended, 1);
                assertEquals(1, all.size());
                assertEquals("", all.getFirst().getCannotScore().getExplanation());
                assertEquals(
                        ReferenceScoring.probability(ONNX, List.of(ended.view(0), ended.view(60))),
                        all.getFirst().getProbability().getValue(),
                        1e-6);
                assertTrue(loop.alive());
            }
        }
    }

    private static int partitionOf(TestAcquisition acquisition, EmbeddedBroker broker) {
        try (TopicReader words = new TopicReader(broker.bootstrapServers(), "acquisitions", true)) {
            return words.until(records -> !records.isEmpty()).stream()
                    .filter(record -> Arrays.equals(record.key(), acquisition.key()))
                    .findFirst()
                    .orElseThrow()
                    .partition();
        }
    }
}
