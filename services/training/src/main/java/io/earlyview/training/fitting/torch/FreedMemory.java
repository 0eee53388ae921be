package io.earlyview.training.fitting.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What the C library does with memory that libtorch frees. Every step frees all of its arrays. glibc gives large ones, and
 * what lies at the end of a heap, back to the system, which hands them out zeroed in the next step, page by page:
 * thousands of pages a step, or none, as the arrays happen to lie.
 */
final class FreedMemory {
    private static final System.Logger LOG = System.getLogger(FreedMemory.class.getName());
    private static final int MIB = 1 << 20;

    /** What {@code mallopt} calls them in glibc. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    private FreedMemory() {}

    /**
     * From here on the process keeps what it frees for what it takes next, whatever MALLOC_ variables say. Nothing changes where
     * there is no glibc.
     */
    static void keep() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("mallopt").ifPresent(found -> keep(linker, found));
    }

    private static void keep(Linker linker, MemorySegment found) {
        MethodHandle mallopt = linker.downcallHandle(
                found, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int taken = (int) mallopt.invokeExact(MMAP_THRESHOLD, 512 * MIB);
            if (taken == 0) {
                // The most that a glibc of before 2.35 allows; to leave it out would freeze whatever it is by now.
                taken = (int) mallopt.invokeExact(MMAP_THRESHOLD, 32 * MIB);
            }
            taken &= (int) mallopt.invokeExact(TRIM_THRESHOLD, 512 * MIB);
            // The heaps of a thread have 64 MiB each, and an empty one goes back unless it is needed as padding.
            taken &= (int) mallopt.invokeExact(TOP_PAD, 256 * MIB);
            if (taken == 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the C library refuses to keep freed memory: steps of fitting may be slower");
            }
        } catch (Throwable e) { // what a method handle declares; mallopt itself throws nothing
            throw new IllegalStateException("mallopt cannot be called", e);
        }
    }
}
