package io.earlyview.training.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The release that comes with the system. */
@ConfigMapping(prefix = "earlyview.training.bundled-release")
public interface BundledReleaseConfig {
    /** Directory on the class path: {@code <exam>/model.onnx} and {@code <exam>/manifest.json} under it. */
    @WithDefault("releases")
    String directory();
}
