package io.earlyview.gateway.deidentification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** How pseudonyms are made. */
@ConfigMapping(prefix = "earlyview.gateway")
public interface DeidentificationConfig {
    /**
     * The file with the secret key, 32 bytes or more; made with mode 0600 when it is missing. Whoever loses it cannot
     * make the same pseudonyms again; whoever has it can test guesses of patient ids.
     */
    @WithDefault("data/pseudonym.key")
    Path pseudonymKeyFile();
}
