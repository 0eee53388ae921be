package io.earlyview.gateway.scores;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where scores are asked for. */
@ConfigMapping(prefix = "earlyview.gateway")
public interface ResultsConfig {
    /** Base address of the results service. */
    @WithDefault("http://localhost:8080")
    URI results();
}
