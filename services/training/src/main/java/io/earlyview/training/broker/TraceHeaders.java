package io.earlyview.training.broker;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Carries a trace from the headers of the record that caused a message to the headers of that message. */
@ApplicationScoped
public class TraceHeaders {
    private static final TextMapGetter<Headers> GETTER = new HeaderGetter();

    private final OpenTelemetry telemetry;

    public TraceHeaders(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** A span that continues the trace in {@code cause}, written into {@code message}. The caller ends it. */
    public Span continued(Headers cause, String name, Headers message) {
        Context parent = telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), cause, GETTER);
        return started(parent, name, message);
    }

    /** A span of the current trace, if there is one, written into {@code message}. The caller ends it. */
    public Span current(String name, Headers message) {
        return started(Context.current(), name, message);
    }

    private Span started(Context parent, String name, Headers message) {
        Span span = telemetry
                .getTracer("io.earlyview.training")
                .spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        telemetry.getPropagators().getTextMapPropagator().inject(parent.with(span), message, TraceHeaders::set);
        return span;
    }

    private static void set(@Nullable Headers headers, String key, String value) {
        if (headers != null) {
            headers.remove(key).add(key, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class HeaderGetter implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers headers) {
            return Arrays.stream(headers.toArray()).map(Header::key).collect(Collectors.toSet());
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
