package io.earlyview.inference.publication;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Carries a frame's W3C trace context on to the score it made possible. */
final class TraceHeaders {
    private static final String TRACE_PARENT = "traceparent";

    private TraceHeaders() {}

    /** Adds a `score` span under the frame's trace and writes its context into the headers. */
    static void continueTrace(String traceParent, String scoreId, Headers headers) {
        W3CTraceContextPropagator w3c = W3CTraceContextPropagator.getInstance();
        Context frame = w3c.extract(Context.root(), traceParent, new OneValue());
        Span span = GlobalOpenTelemetry.getTracer("io.earlyview.inference")
                .spanBuilder("score")
                .setParent(frame)
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("earlyview.score_id", scoreId)
                .startSpan();
        w3c.inject(frame.with(span), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
        span.end();
    }

    /** A carrier that is nothing but the `traceparent` value. */
    private static final class OneValue implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(TRACE_PARENT);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(TRACE_PARENT) && carrier != null && !carrier.isEmpty() ? carrier : null;
        }
    }
}
