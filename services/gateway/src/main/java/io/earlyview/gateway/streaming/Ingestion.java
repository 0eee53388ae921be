package io.earlyview.gateway.streaming;

import io.grpc.ClientInterceptor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to ingestion. */
@Singleton
public final class Ingestion {
    private final IngestionConfig config;
    private final List<ClientInterceptor> interceptors;
    private final StreamMetrics metrics;
    private @Nullable IngestionChannels channels;

    /** @param interceptors Quarkus' own: trace context and call metrics */
    @Inject
    public Ingestion(IngestionConfig config, @Any Instance<ClientInterceptor> interceptors, StreamMetrics metrics) {
        this(config, interceptors.stream().toList(), metrics);
    }

    Ingestion(IngestionConfig config, List<ClientInterceptor> interceptors, StreamMetrics metrics) {
        this.config = config;
        this.interceptors = interceptors;
        this.metrics = metrics;
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return IngestionAddress.parse(config.ingestion()).toString();
    }

    /**
     * Tries to connect; what is wrong if nothing can be sent now.
     *
     * @throws UnusableSetting if a setting makes no sense
     */
    public Optional<String> problem() throws InterruptedException {
        return channels().tryConnection(config.stream().connectTimeout());
    }

    /** Opens a stream; the connection is made with the first request. */
    public IntakeStream open() {
        return open(config.stream().window());
    }

    /** Opens a stream with a window of its own. */
    public IntakeStream open(int window) {
        var rules = StreamRules.of(config.stream(), window);
        return new IntakeStream(channels().forAnotherStream(), address(), rules, metrics);
    }

    /** Made at first use: help and checks of files must work whatever the settings are. */
    private synchronized IngestionChannels channels() {
        IngestionChannels present = channels;
        if (present == null) {
            present = new IngestionChannels(IngestionAddress.parse(config.ingestion()), interceptors);
            channels = present;
        }
        return present;
    }

    @PreDestroy
    synchronized void close() {
        if (channels != null) {
            channels.close();
        }
    }
}
