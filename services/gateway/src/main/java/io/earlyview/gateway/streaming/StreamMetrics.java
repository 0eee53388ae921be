package io.earlyview.gateway.streaming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what streams do: receipts by outcome, connections made again, requests without a receipt. */
@Singleton
final class StreamMetrics {
    private final Counter accepted;
    private final Counter refused;
    private final Counter lost;
    private final Counter reconnects;
    private final AtomicInteger unacknowledged;

    StreamMetrics(MeterRegistry registry) {
        accepted = receipts(registry, "accepted");
        refused = receipts(registry, "refused");
        lost = receipts(registry, "lost");
        reconnects = Counter.builder("earlyview_gateway_reconnects")
                .description("Streams to ingestion that were opened again after a break")
                .register(registry);
        unacknowledged = new AtomicInteger();
        Gauge.builder("earlyview_gateway_unacknowledged_requests", unacknowledged, AtomicInteger::get)
                .description("Requests without a receipt")
                .strongReference(true) // a registry may outlive the streams it tells of
                .register(registry);
    }

    void sent() {
        unacknowledged.incrementAndGet();
    }

    void answered(Receipt receipt) {
        unacknowledged.decrementAndGet();
        switch (receipt) {
            case Receipt.Accepted() -> accepted.increment();
            case Receipt.Refused(var cause, var explanation) -> refused.increment();
            case Receipt.Lost(var reason) -> lost.increment();
        }
    }

    void reconnected() {
        reconnects.increment();
    }

    private static Counter receipts(MeterRegistry registry, String outcome) {
        return Counter.builder("earlyview_gateway_receipts")
                .description("Messages sent to ingestion, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
