package io.earlyview.training.fitting.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;

/** Starts DJL's PyTorch engine without a network: the natives lie on the class path. */
final class TorchEngine {
    private static final int THREADS_MAX = 4;

    private TorchEngine() {}

    private static final class Started {
        static final Engine ENGINE = start();
    }

    /** The engine, ready for the calling thread. */
    static Engine engine() {
        Engine engine = Started.ENGINE;
        // Whether gradients are recorded is a thread's own mode. DJL turns it off only on the thread that loads it; on
        // any other the weights' own update would be recorded, and libtorch refuses that.
        JniUtils.setGradMode(false);
        return engine;
    }

    /** Threads that share the work of one operation. */
    static int threads() {
        engine();
        return JniUtils.getNumThreads();
    }

    private static Engine start() {
        // DJL looks for newer natives, and reports its own use, unless told not to.
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        String user = System.getProperty("user.name", "nobody");
        Path unpacked = Path.of(System.getProperty("java.io.tmpdir"), "earlyview-djl-" + user);
        setUnlessSet("DJL_CACHE_DIR", unpacked.toString());
        // Half of the processors: the other half goes on scoring. Threads that wait for each other on a busy machine
        // are slower than one.
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, THREADS_MAX);
        setUnlessSet("ai.djl.pytorch.num_threads", Integer.toString(threads));
        FreedMemory.keep();
        return Engine.getEngine("PyTorch");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null && System.getenv(property) == null) {
            System.setProperty(property, value);
        }
    }
}
