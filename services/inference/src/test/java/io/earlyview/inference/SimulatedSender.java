package io.earlyview.inference;

import com.google.protobuf.Timestamp;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.topics.Topics;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.ViewGeometry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** One acquisition of a history: what its sender writes, in which order, with what goes wrong on the way. */
final class SimulatedSender {
    static final int VIEWS = 8;

    private final String id;
    private final int partition;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final boolean ends;
    private final boolean starts;
    private final int framesSent;
    private boolean started;
    private boolean ended;

    SimulatedSender(String name, Random random) {
        this.id = TestAcquisition.named(name).id();
        this.partition = random.nextInt(SimulatedBroker.PARTITIONS);
        this.starts = random.nextInt(10) > 0;
        this.ends = random.nextInt(4) > 0;
        List<Frame> sent = new ArrayList<>();
        int views = random.nextInt(5) == 0 ? random.nextInt(VIEWS + 1) : VIEWS;
        for (int number = 0; number < views; number++) {
            int view = number / 2 + (number % 2) * VIEWS / 2; // two heads: 0, 4, 1, 5, ...
            if (random.nextInt(25) > 0) {
                sent.add(frame(view, view * 45.0 + (random.nextInt(4) == 0 ? 4 : 0), 1, random));
            }
            if (random.nextInt(15) == 0) {
                sent.add(frame(view, view * 45.0 + random.nextInt(8), 1, random)); // another for the same place
            }
            if (random.nextInt(20) == 0) {
                sent.add(frame(view, view * 45.0, 2, random)); // beside the photopeak
            }
        }
        this.framesSent = views;
        List<Frame> arrived = new ArrayList<>(sent);
        sent.stream().filter(frame -> random.nextInt(8) == 0).forEach(arrived::add); // once more
        if (random.nextInt(3) == 0) {
            Collections.shuffle(arrived, random);
        }
        frames.addAll(arrived);
    }

    private Frame frame(int view, double angle, int window, Random random) {
        byte[] pixels = new byte[8];
        random.nextBytes(pixels);
        pixels[0] = 1;
        return TestAcquisition.withPixels(
                Frame.newBuilder()
                        .setAcquisitionId(id)
                        .setExam("tiny")
                        .setIndex(view)
                        .setExpectedFrames(VIEWS)
                        .setView(ViewGeometry.newBuilder()
                                .setDetector(1 + view / (VIEWS / 2))
                                .setEnergyWindow(window)
                                .setAngleDegrees(angle % 360))
                        .setPixelType(PixelType.PIXEL_TYPE_UINT16)
                        .setRows(2)
                        .setColumns(2)
                        .setSimulated(true)
                        .setAcquiredAt(Timestamp.newBuilder().setSeconds(1))
                        .setIngestedAt(Timestamp.newBuilder().setSeconds(1))
                        .build(),
                pixels);
    }

    String id() {
        return id;
    }

    int partition() {
        return partition;
    }

    /** Whether it says that it starts. */
    boolean starts() {
        return starts;
    }

    boolean done() {
        return frames.isEmpty() && (started || !starts) && (ended || !ends);
    }

    /** Writes the next thing; topics have no order among each other, so that an end may be read before the last frames. */
    void write(SimulatedBroker broker, Instant now, Random random) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        if (starts && !started) {
            started = true;
            event(
                    broker,
                    now,
                    AcquisitionEvent.newBuilder()
                            .setStarted(AcquisitionStarted.newBuilder()
                                    .setExam("tiny")
                                    .setExpectedFrames(VIEWS)
                                    .setSimulated(true)));
        } else if (!frames.isEmpty()) {
            broker.append(
                    Topics.FRAMES.topicName(), partition, key, frames.poll().toByteArray(), now);
            if (random.nextInt(40) == 0) {
                broker.append(Topics.FRAMES.topicName(), partition, key, new byte[] {1, 2, 3}, now);
            }
        } else if (ends && !ended) {
            ended = true;
            event(
                    broker,
                    now,
                    random.nextInt(4) == 0
                            ? AcquisitionEvent.newBuilder()
                                    .setAborted(AcquisitionAborted.newBuilder().setFramesSent(framesSent))
                            : AcquisitionEvent.newBuilder()
                                    .setCompleted(
                                            AcquisitionCompleted.newBuilder().setFramesSent(framesSent)));
        }
    }

    private void event(SimulatedBroker broker, Instant now, AcquisitionEvent.Builder event) {
        broker.append(
                Topics.ACQUISITIONS.topicName(),
                partition,
                id.getBytes(StandardCharsets.UTF_8),
                event.setAcquisitionId(id).build().toByteArray(),
                now);
    }
}
