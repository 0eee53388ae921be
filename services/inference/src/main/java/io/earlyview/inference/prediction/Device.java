package io.earlyview.inference.prediction;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/**
 * What networks run on. Chosen once, at the start.
 *
 * @param kind CPU or CUDA
 * @param because why it is this one, in words
 */
public record Device(Kind kind, String because) {
    private static final int LARGEST_BATCH = 32;

    /** Kinds of devices. */
    public enum Kind {
        CPU("cpu"),
        CUDA("cuda");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** What was asked for. */
    public enum Choice {
        /** CUDA where it can be had, the CPU otherwise. */
        AUTO,
        CPU,
        /** CUDA, or no start at all. */
        CUDA
    }

    /**
     * The device for a choice.
     *
     * @throws IllegalStateException where CUDA was asked for and cannot be had
     */
    public static Device chosen(Choice choice) {
        if (choice == Choice.CPU) {
            return new Device(Kind.CPU, "the CPU was asked for");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            options.addCUDA(cuda);
            return new Device(Kind.CUDA, "CUDA is there");
        } catch (OrtException e) {
            // ONNX Runtime's list of providers names CUDA also where its libraries are missing; only trying tells.
            if (choice == Choice.CUDA) {
                throw new IllegalStateException("device cuda was asked for and cannot be had: " + e.getMessage(), e);
            }
            return new Device(Kind.CPU, "CUDA cannot be had: " + e.getMessage());
        }
    }

    /** {@code cpu} or {@code cuda}, as scores and metrics say it. */
    public String label() {
        return kind.label;
    }

    /** How many of what already waits are worth running at once: on a CPU one by one is as fast. */
    int batch() {
        return kind == Kind.CUDA ? LARGEST_BATCH : 1;
    }

    /** Settings of a session on this device; to be closed. */
    OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // One thread a network: two workers with one thread each beat one with two, and spinning burns the other's
        // core.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        if (kind == Kind.CUDA) {
            // With memory patterns every session of a process grows its own arena on the device.
            options.setMemoryPatternOptimization(false);
            try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
                options.addCUDA(cuda);
            }
        }
        return options;
    }

    /** For graphs so small that the way to another device costs more than it saves. */
    Device small() {
        return new Device(Kind.CPU, "small graphs stay on the CPU");
    }
}
