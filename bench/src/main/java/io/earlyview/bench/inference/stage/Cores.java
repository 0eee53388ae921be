package io.earlyview.bench.inference.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which processors do what: one is the contestant's alone, and the broker, the load generator and the subscriber share the others.
 *
 * @param contestant the processor of what is measured; none where processors cannot be divided
 * @param others of everything else
 */
public record Cores(List<Integer> contestant, List<Integer> others) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    public Cores {
        contestant = List.copyOf(contestant);
        others = List.copyOf(others);
    }

    /** The last processor that this process may use for the contestant, where there are two and {@code taskset} is at hand. */
    public static Cores divided() {
        List<Integer> allowed = allowed();
        int last = allowed.size() - 1;
        return last > 0 && tasksetIsHere()
                ? new Cores(allowed.subList(last, last + 1), allowed.subList(0, last))
                : new Cores(List.of(), allowed);
    }

    /** Nobody's own: everything shares the first of the processors that this process may use. */
    public static Cores shared(int processors) {
        List<Integer> allowed = allowed();
        return new Cores(List.of(), allowed.subList(0, Math.min(processors, allowed.size())));
    }

    /** Whether the contestant has a processor of its own. */
    public boolean areDivided() {
        return !contestant.isEmpty();
    }

    /** Keeps this process, and whatever it starts from now on, to the processors of everything else. */
    public void keepThisProcess() {
        if (tasksetIsHere()) {
            run(List.of(
                    "taskset",
                    "-a",
                    "-c",
                    "-p",
                    list(others),
                    Long.toString(ProcessHandle.current().pid())));
        }
    }

    /** The command, kept to the contestant's processor. */
    public List<String> forContestant(List<String> command) {
        if (!areDivided()) {
            return command;
        }
        List<String> kept = new ArrayList<>(List.of("taskset", "-c", list(contestant)));
        kept.addAll(command);
        return kept;
    }

    /** For the report. */
    public String inWords() {
        return areDivided()
                ? "the contestant alone on processor " + list(contestant)
                        + "; broker, load generator and subscriber on processor " + list(others)
                : "everything together on " + others.size() + " processors";
    }

    private static List<Integer> allowed() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .flatMap(line -> parse(line.substring(ALLOWED.length()).strip()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the processors that may be used cannot be read", e);
        }
    }

    /** A list such as {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> all = new ArrayList<>();
        for (String part : list.split(",")) {
            String[] ends = part.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(all::add);
        }
        return all;
    }

    private static String list(List<Integer> processors) {
        return processors.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static boolean tasksetIsHere() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while processors were divided", e);
        }
    }
}
