package io.earlyview.gateway.streaming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where ingestion is, and how a stream to it behaves. */
@ConfigMapping(prefix = "earlyview.gateway")
public interface IngestionConfig {
    /** {@code host:port}, or {@code https://host:port} for TLS with the certificates this machine trusts. */
    @WithDefault("localhost:8081")
    String ingestion();

    /** Rules of each stream. */
    Stream stream();

    /** Rules of each stream. */
    interface Stream {
        /** Most requests without a receipt; a sender waits when they are reached. */
        @WithDefault("16")
        int window();

        /** Attempts to connect again without any receipt in between, before the stream is given up. */
        @WithDefault("120")
        int reconnects();

        /** Pause before the first of them; doubled each time. */
        @WithDefault("200ms")
        Duration firstPause();

        /** Longest pause between attempts. */
        @WithDefault("1s")
        Duration longestPause();

        /** A request without a receipt for so long means that the connection is dead. */
        @WithDefault("30s")
        Duration receiptTimeout();

        /** How long the first connection may take. */
        @WithDefault("5s")
        Duration connectTimeout();
    }
}
