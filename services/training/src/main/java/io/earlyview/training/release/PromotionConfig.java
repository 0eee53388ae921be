package io.earlyview.training.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who makes a candidate champion. */
@ConfigMapping(prefix = "earlyview.training.promotion")
public interface PromotionConfig {
    /** Whether a run promotes what the gate lets pass, unless its request says otherwise. */
    @WithDefault("false")
    boolean automatic();

    /** Whether it takes two people: the first proposes, the second agrees. No run promotes then. */
    @WithDefault("false")
    boolean secondPerson();
}
