package io.earlyview.bench.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The same steps by PyTorch in a Python process of its own, which waits between rounds. */
final class PyTorchSteps implements Steps {
    private static final Path SCRIPT = Path.of("bench", "pytorch", "steps.py");
    private static final List<String> INTERPRETERS = List.of("python3", "/usr/bin/python3");

    private final Path folder;
    private final Process process;
    private final PrintWriter asks;
    private final BufferedReader answers;

    /** Starts the process and waits until its network stands. */
    PyTorchSteps(Python python, Workload workload, int threads) {
        try {
            folder = Files.createTempDirectory("earlyview-bench");
            WorkloadFolder.write(workload, folder);
            process = new ProcessBuilder(
                            python.command(), SCRIPT.toString(), folder.toString(), Integer.toString(threads))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            asks = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
            answers = process.inputReader(StandardCharsets.UTF_8);
            answer();
        } catch (IOException e) {
            throw new UncheckedIOException("PyTorch cannot be started by " + python.command(), e);
        }
    }

    /** A Python that has PyTorch and NumPy. */
    record Python(String command, String pyTorchVersion) {}

    static Optional<Python> python() {
        return INTERPRETERS.stream()
                .flatMap(command -> pyTorchVersion(command).map(version -> new Python(command, version)).stream())
                .findFirst();
    }

    private static Optional<String> pyTorchVersion(String command) {
        try {
            Process asked = new ProcessBuilder(command, "-c", "import torch, numpy; print(torch.__version__)")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return asked.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) { // there is no such program
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Timing take(int steps) {
        asks.println(steps);
        String[] numbers = answer().split(" ");
        return new Timing(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the Python process ended; what it said stands above");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("the Python process does not answer", e);
        }
    }

    @Override
    public void close() {
        asks.println();
        process.destroy();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + folder + " cannot be removed", e);
        }
    }
}
