package io.earlyview.ingestion;

import io.earlyview.ingestion.domain.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Counts what was taken and what was not. Every cause is there from the start, so that a rate can be told from absence. */
@ApplicationScoped
public class IntakeMetrics {
    private static final String REFUSED = "earlyview.ingestion.refused";

    private final MeterRegistry meters;

    IntakeMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Cause cause : Cause.values()) {
            meters.counter(REFUSED, "cause", word(cause.name()));
        }
    }

    void accepted(OutgoingRecord record) {
        String topic = record.topic().topicName();
        meters.counter("earlyview.ingestion.accepted", "topic", topic).increment();
        meters.counter("earlyview.ingestion.accepted.bytes", "topic", topic).increment(record.value().length);
    }

    void refused(String cause) {
        meters.counter(REFUSED, "cause", word(cause)).increment();
    }

    private static String word(String cause) {
        return cause.toLowerCase(Locale.ROOT);
    }
}
