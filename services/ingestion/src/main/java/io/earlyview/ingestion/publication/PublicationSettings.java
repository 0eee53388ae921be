package io.earlyview.ingestion.publication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long and how much publication may wait for the broker. */
@ConfigMapping(prefix = "earlyview.ingestion.publication")
public interface PublicationSettings {

    /** How long a record may wait for its acknowledgement by all in-sync replicas before its stream ends. */
    @WithDefault("10s")
    Duration acknowledgementWait();

    /** How long a stream may wait for room among the records under way, or for the topic to be known. */
    @WithDefault("5s")
    Duration roomWait();

    /** How many bytes of records, of all streams together, may be under way. */
    @WithDefault("67108864")
    long bytesUnderWayMax();

    /** How long readiness waits for the broker to answer. */
    @WithDefault("2s")
    Duration readinessWait();

    /** How long the end of the service waits for acknowledgements of records under way. */
    @WithDefault("10s")
    Duration closeWait();
}
