package io.earlyview.training.fitting.torch;

import ai.djl.engine.Engine;
import java.nio.file.Path;

/** Starts DJL's PyTorch engine without a network: the natives lie on the class path. */
final class TorchEngine {
    private TorchEngine() {}

    private static final class Started {
        static final Engine ENGINE = start();
    }

    static Engine engine() {
        return Started.ENGINE;
    }

    private static Engine start() {
        // DJL looks for newer natives, and reports its own use, unless told not to.
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        String user = System.getProperty("user.name", "nobody");
        Path unpacked = Path.of(System.getProperty("java.io.tmpdir"), "earlyview-djl-" + user);
        setUnlessSet("DJL_CACHE_DIR", unpacked.toString());
        return Engine.getEngine("PyTorch");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null && System.getenv(property) == null) {
            System.setProperty(property, value);
        }
    }
}
