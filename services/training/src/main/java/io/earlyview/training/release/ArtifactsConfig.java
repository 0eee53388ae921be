package io.earlyview.training.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where ONNX files lie. */
@ConfigMapping(prefix = "earlyview.artifacts")
public interface ArtifactsConfig {
    /** Directory shared with whoever scores: {@code sha256/<64 hex>.onnx} under it, and {@code manifests/<id>.json}. */
    @WithDefault("data/artifacts")
    Path directory();
}
