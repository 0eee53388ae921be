package io.earlyview.training.curation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** What curation counts. */
@ApplicationScoped
public class CurationMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger open;

    public CurationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.open = registry.gauge("earlyview.training.open.acquisitions", new AtomicInteger());
    }

    void curated() {
        registry.counter("earlyview.training.examples.curated").increment();
    }

    void refused(String topic, String cause) {
        registry.counter("earlyview.training.records.refused", "topic", topic, "cause", cause)
                .increment();
    }

    void givenUp(GivenUp reason, int acquisitions) {
        registry.counter("earlyview.training.acquisitions.given.up", "reason", reason.name())
                .increment(acquisitions);
    }

    void open(int acquisitions) {
        open.set(acquisitions);
    }
}
