package io.earlyview.bench.inference.stage;

import io.earlyview.local.processes.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a process takes of the machine, as the kernel counts it. */
public final class Usage {
    private static final double NANOS_IN_A_SECOND = 1e9;
    private static final double KIB_IN_A_MIB = 1024;
    private static final String RESIDENT = "VmRSS:";

    private Usage() {}

    /** CPU seconds, user and system, since it began. */
    public static double cpuSeconds(ChildProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(cpu -> cpu.toNanos() / NANOS_IN_A_SECOND)
                .orElseThrow(() -> ended(process));
    }

    /** Resident memory, MiB. */
    public static double residentMebibytes(ChildProcess process) {
        try {
            Optional<String> line =
                    Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                            .filter(each -> each.startsWith(RESIDENT))
                            .findFirst();
            return line.map(each -> Double.parseDouble(each.replaceAll("\\D", "")) / KIB_IN_A_MIB)
                    .orElseThrow(() -> ended(process));
        } catch (IOException e) {
            throw ended(process);
        }
    }

    private static IllegalStateException ended(ChildProcess process) {
        return new IllegalStateException(process.name() + " has ended. Its last words:\n" + process.lastWords());
    }
}
