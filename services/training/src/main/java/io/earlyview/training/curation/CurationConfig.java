package io.earlyview.training.curation;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How frames become examples. */
@ConfigMapping(prefix = "earlyview.training.curation")
public interface CurationConfig {
    /** Whether this process curates; off where several share one configuration and only one shall. */
    @WithDefault("true")
    boolean enabled();

    /** Consumer group of the instances that curate together. */
    @WithDefault("earlyview-training-curation")
    String groupId();

    /**
     * How long an acquisition may wait for its needed frames, by the records' own timestamps. Longer, and it is given up,
     * so that the group's offset moves on. A scan takes about half an hour.
     */
    @WithDefault("PT2H")
    Duration openLimit();

    /** How long frames may still come after the event that says their acquisition has ended. */
    @WithDefault("PT2M")
    Duration graceAfterEnd();

    /**
     * How long a rotation may say nothing before its views beyond the needed ones are taken to be all there are. A stop of
     * a DaTscan takes half a minute.
     */
    @WithDefault("PT10M")
    Duration furtherSilence();

    /**
     * How much memory views beyond the needed ones may take over all open acquisitions, 4 MB for a DaTscan. When it is
     * passed, those of the acquisition longest silent are let go of.
     */
    @WithDefault("256M")
    MemorySize furtherLimit();
}
