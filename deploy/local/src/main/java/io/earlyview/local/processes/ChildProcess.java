package io.earlyview.local.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the system with its log file. Its id is written down, so that a later start can end what was left over. */
public final class ChildProcess implements AutoCloseable {
    private static final int LAST_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private ChildProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /** Starts a command whose output goes to {@code logs/<name>.log} and whose id goes to {@code pids/<name>}. */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path logs, Path pids) {
        Path log = logs.resolve(name + ".log");
        Path pidFile = pids.resolve(name);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Files.writeString(pidFile, process.pid() + " " + startedAt(process.toHandle()));
            return new ChildProcess(name, process, log, pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    /** Ends processes that an earlier system left behind; returns their names. */
    public static List<String> endLeftOvers(Path pids) {
        try (Stream<Path> files = Files.list(pids)) {
            return files.filter(ChildProcess::endLeftOver)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("process ids in " + pids + " cannot be read", e);
        }
    }

    private static boolean endLeftOver(Path pidFile) {
        try {
            String[] parts = Files.readString(pidFile).split(" ");
            Files.delete(pidFile);
            // The start time tells a left-over from a stranger that got the same number.
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(handle -> startedAt(handle).equals(parts[1]))
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false; // a half-written file names nobody
        }
    }

    private static String startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(Object::toString).orElse("unknown");
    }

    /** The name it was started under. */
    public String name() {
        return name;
    }

    /** The operating system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** How it ended; only after it ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** The last lines it printed, for a message about its end. */
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read)";
        }
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(10);
    }

    /** Asks it to end, and waits; after half a minute it is killed. */
    @Override
    public void close() {
        end(Duration.ofSeconds(30));
    }

    /** Asks it to end, and waits; when patience ends it is killed. */
    public void end(Duration patience) {
        process.destroy();
        if (!awaitEnd(patience.toSeconds())) {
            kill();
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean awaitEnd(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
