package io.earlyview.local.system;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a system on one machine may be told.
 *
 * @param exams directory of exam descriptors beside those that come with the system
 * @param trainingHeap most memory of the training service, as Java writes it, such as {@code 3g}
 */
public record Choices(Optional<Path> exams, String trainingHeap) {
    private static final int SHARE_OF_MEMORY = 4;
    private static final long LEAST_GIBIBYTES = 3;

    /** What is so unless told otherwise. */
    public static final Choices NONE = new Choices(Optional.empty(), heapOfThisMachine());

    public Choices {
        if (!trainingHeap.matches("[1-9][0-9]{0,5}[mg]")) {
            throw new IllegalStateException(
                    "the training service's heap is '" + trainingHeap + "', expected such as 3g or 4096m");
        }
    }

    private static String heapOfThisMachine() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long gibibytes = machine.getTotalMemorySize() >> 30;
        return Math.max(LEAST_GIBIBYTES, gibibytes / SHARE_OF_MEMORY) + "g";
    }
}
