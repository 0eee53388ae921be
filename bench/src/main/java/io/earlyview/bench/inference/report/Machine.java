package io.earlyview.bench.inference.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where it was measured. Names no host.
 *
 * @param loadBefore mean number of busy tasks in the minute before: what else was going on
 */
public record Machine(String processor, int processors, String memory, String kernel, String java, double loadBefore) {
    private static final double KIB_IN_A_GIB = 1 << 20;

    /** This one, now. */
    public static Machine here() {
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                String.format(
                        Locale.ROOT,
                        "%.0f GiB",
                        Double.parseDouble(value("/proc/meminfo", "MemTotal").split(" ")[0]) / KIB_IN_A_GIB),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                Double.parseDouble(lines("/proc/loadavg").split(" ")[0]));
    }

    private static String value(String file, String name) {
        return lines(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String lines(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
