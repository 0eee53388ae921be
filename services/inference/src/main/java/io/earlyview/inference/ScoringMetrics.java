package io.earlyview.inference;

import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What scoring shows of itself. */
@ApplicationScoped
public class ScoringMetrics {
    private static final Duration LONGEST_LATENCY = Duration.ofDays(1);

    /** Parts of the way from the scanner to a score, one after the other. */
    private enum Part {
        GATEWAY("from the gateway's last byte to ingestion's word"),
        BROKER("from ingestion's word to this process"),
        ASSEMBLY("checking a frame and putting it to its acquisition"),
        QUEUE("waiting for the network"),
        COMPUTE("the network"),
        PUBLISH("from the network's answer to the commit's return");

        private final String says;

        Part(String says) {
            this.says = says;
        }
    }

    private final Counter frames;
    private final Counter refused;
    private final Counter restarts;
    private final Timer latency;
    private final MultiGauge inUse;
    private final Map<Part, Timer> parts = new EnumMap<>(Part.class);
    private final Map<ScoreStage, Counter> scores = new EnumMap<>(ScoreStage.class);
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();

    /** What one worker has in hand. */
    private record Worker(int open, int waiting, int queue, long lag) {
        static final Worker IDLE = new Worker(0, 0, 0, 0);
    }

    ScoringMetrics(MeterRegistry registry) {
        frames = registry.counter("earlyview_inference_frames");
        refused = registry.counter("earlyview_inference_frames_refused");
        restarts = registry.counter("earlyview_inference_restarts");
        latency = Timer.builder("earlyview_inference_latency")
                .description("From the last byte of the frame at the gateway to the network's answer")
                .publishPercentileHistogram()
                .register(registry);
        inUse = MultiGauge.builder("earlyview_inference_release").register(registry);
        for (Part part : Part.values()) {
            parts.put(
                    part,
                    Timer.builder("earlyview_inference_latency_part")
                            .tag("part", part.name().toLowerCase(Locale.ROOT))
                            .description(part.says)
                            .publishPercentileHistogram()
                            .register(registry));
        }
        for (ScoreStage stage : ScoreStage.values()) {
            scores.put(
                    stage,
                    Counter.builder("earlyview_inference_scores")
                            .tag("state", stage.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        registry.gauge("earlyview_inference_acquisitions_open", workers, all -> sum(all, Worker::open));
        registry.gauge("earlyview_inference_acquisitions_waiting", workers, all -> sum(all, Worker::waiting));
        registry.gauge("earlyview_inference_queue", workers, all -> sum(all, Worker::queue));
        registry.gauge("earlyview_inference_lag", workers, all -> sum(all, Worker::lag));
    }

    private static double sum(Map<String, Worker> all, ToLongFunction<Worker> number) {
        return all.values().stream().mapToLong(number).sum();
    }

    /** Which release scores each exam, on which device: gauges that are always 1. */
    void releasesInUse(Collection<ReleaseReference> champions) {
        inUse.register(
                champions.stream()
                        .map(release -> MultiGauge.Row.of(
                                Tags.of(
                                        "exam", release.exam(),
                                        "release", release.releaseId(),
                                        "device", release.device()),
                                1))
                        .collect(Collectors.toList()),
                true);
    }

    void turned(int records, int refusedRecords, List<ScoreRevision> revisions) {
        frames.increment(records);
        refused.increment(refusedRecords);
        Instant now = Instant.now();
        revisions.forEach(revision -> scored(revision, now));
    }

    void restarted() {
        restarts.increment();
    }

    private void scored(ScoreRevision revision, Instant committedAt) {
        Objects.requireNonNull(scores.get(revision.stage())).increment();
        if (revision.due().trigger().isEmpty()) {
            return; // no frame made it due: what passed since the last one is no latency
        }
        HeldFrame frame = revision.due().trigger().get();
        record(latency, frame.acquiredAt(), revision.scoredAt());
        record(Part.GATEWAY, frame.acquiredAt(), frame.ingestedAt());
        record(Part.BROKER, frame.ingestedAt(), frame.receivedAt());
        record(Part.ASSEMBLY, frame.receivedAt(), revision.due().at());
        record(Part.QUEUE, revision.due().at(), revision.computeStartedAt());
        record(Part.COMPUTE, revision.computeStartedAt(), revision.scoredAt());
        record(Part.PUBLISH, revision.scoredAt(), committedAt);
    }

    private void record(Part part, Instant from, Instant to) {
        record(Objects.requireNonNull(parts.get(part)), from, to);
    }

    /** A missing stamp, or a gateway's clock gone astray, says nothing of latency; a clock a little ahead does. */
    private static void record(Timer timer, Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        if (between.abs().compareTo(LONGEST_LATENCY) < 0) {
            timer.record(between.isNegative() ? Duration.ZERO : between);
        }
    }

    /** What a worker has in hand, and how far behind the broker it is. */
    void inHand(String worker, FrameAssembly assembly, int queue, KafkaConsumer<?, ?> consumer) {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong behind = consumer.currentLag(partition);
            lag += behind.orElse(0);
        }
        workers.put(worker, new Worker(assembly.open(), assembly.unscored(), queue, lag));
    }

    void idle(String worker) {
        workers.put(worker, Worker.IDLE);
    }
}
