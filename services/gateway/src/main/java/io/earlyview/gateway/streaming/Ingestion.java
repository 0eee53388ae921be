package io.earlyview.gateway.streaming;

import io.grpc.ClientInterceptor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The way to ingestion. */
@Singleton
public final class Ingestion {
    private final IngestionConfig config;
    private final IngestionAddress address;
    private final IngestionChannels channels;
    private final StreamMetrics metrics;

    /** @param interceptors Quarkus' own: trace context and call metrics */
    @Inject
    public Ingestion(IngestionConfig config, @Any Instance<ClientInterceptor> interceptors, StreamMetrics metrics) {
        this(config, interceptors.stream().toList(), metrics);
    }

    Ingestion(IngestionConfig config, List<ClientInterceptor> interceptors, StreamMetrics metrics) {
        this.config = config;
        this.address = IngestionAddress.parse(config.ingestion());
        this.channels = new IngestionChannels(address, interceptors);
        this.metrics = metrics;
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return address.toString();
    }

    /** Tries to connect; what is wrong if nothing can be sent now. */
    public Optional<String> problem() throws InterruptedException {
        return channels.tryConnection(config.stream().connectTimeout());
    }

    /** Opens a stream; the connection is made with the first request. */
    public IntakeStream open() {
        return open(config.stream().window());
    }

    /** Opens a stream with a window of its own. */
    public IntakeStream open(int window) {
        var rules = StreamRules.of(config.stream()).withWindow(window);
        return new IntakeStream(channels.forAnotherStream(), address(), rules, metrics);
    }

    @PreDestroy
    void close() {
        channels.close();
    }
}
