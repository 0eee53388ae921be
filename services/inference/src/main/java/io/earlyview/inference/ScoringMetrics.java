package io.earlyview.inference;

import io.earlyview.inference.domain.ScoredFrames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What scoring shows of itself. */
@ApplicationScoped
public class ScoringMetrics {
    private static final Duration LONGEST_LATENCY = Duration.ofDays(1);

    private final Counter frames;
    private final Counter refused;
    private final Counter restarts;
    private final Counter scores;
    private final Counter letGo;
    private final Timer latency;
    private final AtomicInteger waiting;

    ScoringMetrics(MeterRegistry registry) {
        frames = registry.counter("earlyview_inference_frames");
        refused = registry.counter("earlyview_inference_frames_refused");
        restarts = registry.counter("earlyview_inference_restarts");
        letGo = registry.counter("earlyview_inference_acquisitions_let_go");
        scores = registry.counter("earlyview_inference_scores");
        latency = Timer.builder("earlyview_inference_latency")
                .description("From the last byte of the last needed frame at the gateway to the network's answer")
                .publishPercentileHistogram()
                .register(registry);
        waiting = registry.gauge("earlyview_inference_acquisitions_waiting", new AtomicInteger());
    }

    void framesTaken(int count) {
        frames.increment(count);
    }

    void framesRefused(int count) {
        refused.increment(count);
    }

    void letGo(int acquisitions) {
        letGo.increment(acquisitions);
    }

    void restarted() {
        restarts.increment();
    }

    void scored(ScoredFrames scored) {
        scores.increment();
        Duration since = Duration.between(scored.lastFrame().acquiredAt(), scored.scoredAt());
        // A missing stamp, or a gateway's clock gone astray, says nothing of latency; a clock a little ahead does.
        if (since.abs().compareTo(LONGEST_LATENCY) < 0) {
            latency.record(since.isNegative() ? Duration.ZERO : since);
        }
    }

    void waiting(int acquisitions) {
        waiting.set(acquisitions);
    }
}
