package io.earlyview.ingestion.receiving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a gateway may have under way. */
@ConfigMapping(prefix = "earlyview.ingestion.receiving")
public interface ReceivingSettings {

    /** Requests of one stream that may wait for their receipt; further ones wait in the gateway. 1 to 1024. */
    @WithDefault("32")
    int inFlightPerStream();
}
