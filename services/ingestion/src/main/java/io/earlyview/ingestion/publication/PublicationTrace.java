package io.earlyview.ingestion.publication;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One trace per record, so that a trace is one frame's way to its score. A gateway's stream stays open for days; its own
 * span is linked instead of being the parent of a million records.
 */
@ApplicationScoped
public class PublicationTrace {
    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    PublicationTrace(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("io.earlyview.ingestion");
    }

    /** Begins the span of a record and writes it into the record's headers. */
    Step begin(ProducerRecord<String, byte[]> record) {
        Span span = tracer.spanBuilder("publish " + record.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setNoParent()
                .addLink(Span.current().getSpanContext())
                .startSpan();
        telemetry
                .getPropagators()
                .getTextMapPropagator()
                .inject(Context.root().with(span), record, (carrier, name, value) -> record.headers()
                        .add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new Step(span);
    }

    /** The span of one record under way. */
    record Step(Span span) {
        void end(Optional<? extends Exception> failure) {
            failure.ifPresent(e -> span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName()));
            span.end();
        }
    }
}
