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
 * @param recording whether its processes write down what makes their next start faster, which takes them a while at their end
 */
public record Choices(Optional<Path> exams, String trainingHeap, boolean recording) {
    private static final int SHARE_OF_MEMORY = 4;
    private static final long LEAST_GIBIBYTES = 3;

    /** What is so unless told otherwise. */
    public static final Choices NONE = new Choices(Optional.empty(), heapOfThisMachine(), false);

    /** Of a system that runs only to be recorded. */
    public static final Choices RECORDING = new Choices(NONE.exams(), NONE.trainingHeap(), true);

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
