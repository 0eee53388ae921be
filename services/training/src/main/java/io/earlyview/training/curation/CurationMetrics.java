package io.earlyview.training.curation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What curation counts. */
@ApplicationScoped
public class CurationMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger open;
    private final AtomicLong furtherBytes;

    public CurationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.open = registry.gauge("earlyview.training.open.acquisitions", new AtomicInteger());
        this.furtherBytes = registry.gauge("earlyview.training.further.views.bytes", new AtomicLong());
    }

    void curated() {
        registry.counter("earlyview.training.examples.curated").increment();
    }

    void extended() {
        registry.counter("earlyview.training.examples.extended").increment();
    }

    void letGo(int furtherViews) {
        registry.counter("earlyview.training.further.views.let.go").increment(furtherViews);
    }

    void refused(String topic, String cause) {
        registry.counter("earlyview.training.records.refused", "topic", topic, "cause", cause)
                .increment();
    }

    void givenUp(GivenUp reason, int acquisitions) {
        registry.counter("earlyview.training.acquisitions.given.up", "reason", reason.name())
                .increment(acquisitions);
    }

    void open(int acquisitions, long bytesOfFurtherViews) {
        open.set(acquisitions);
        furtherBytes.set(bytesOfFurtherViews);
    }
}
