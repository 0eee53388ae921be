package io.earlyview.bench.inference.contestant;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.network.PairSession;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The limit: ONNX Runtime run on prepared tensors, and nothing else. Its answers are what all others must give, bit for bit; they and the
 * measurement are left in a file.
 */
public final class RawLoop {
    /** Between two looks at the clock. */
    private static final int RUNS_AT_ONCE = 16;

    private RawLoop() {}

    /**
     * What a loop came to.
     *
     * @param probabilities of each pair
     * @param cpuSeconds of the whole process, over the measured runs
     */
    public record Outcome(List<Float> probabilities, int runs, double seconds, double cpuSeconds) {}

    /** The command line. */
    public static List<String> arguments(Path network, Path pairs, Duration warmUp, Duration measured, Path outcome) {
        return List.of(
                network.toString(),
                pairs.toString(),
                Long.toString(warmUp.toNanos()),
                Long.toString(measured.toNanos()),
                outcome.toString());
    }

    public static void main(String[] arguments) throws IOException, OrtException {
        try (PairSession session = new PairSession(Files.readAllBytes(Path.of(arguments[0])))) {
            List<Map<String, OnnxTensor>> tensors = new ArrayList<>();
            for (ViewPair pair : ViewPair.read(Path.of(arguments[1]))) {
                session.put(0, ByteBuffer.wrap(pair.anterior()));
                session.put(1, ByteBuffer.wrap(pair.posterior()));
                tensors.add(session.prepared());
            }
            List<Float> probabilities = new ArrayList<>();
            for (Map<String, OnnxTensor> tensor : tensors) {
                probabilities.add(session.run(tensor));
            }
            runFor(session, tensors, Long.parseLong(arguments[2]));
            long cpuBefore = cpuNanos();
            long begun = System.nanoTime();
            int runs = runFor(session, tensors, Long.parseLong(arguments[3]));
            double seconds = (System.nanoTime() - begun) / 1e9;
            write(new Outcome(probabilities, runs, seconds, (cpuNanos() - cpuBefore) / 1e9), Path.of(arguments[4]));
        }
    }

    private static int runFor(PairSession session, List<Map<String, OnnxTensor>> tensors, long nanos)
            throws OrtException {
        long end = System.nanoTime() + nanos;
        int runs = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < RUNS_AT_ONCE; i++) {
                session.run(tensors.get(runs % tensors.size()));
                runs++;
            }
        }
        return runs;
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void write(Outcome outcome, Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty(
                "probabilities",
                outcome.probabilities.stream().map(Float::toHexString).collect(Collectors.joining(" ")));
        values.setProperty("runs", Integer.toString(outcome.runs));
        values.setProperty("seconds", Double.toString(outcome.seconds));
        values.setProperty("cpuSeconds", Double.toString(outcome.cpuSeconds));
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, null);
        }
    }

    /** Reads what the process left. */
    public static Outcome read(Path file) throws IOException {
        Properties values = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new Outcome(
                List.of(values.getProperty("probabilities").split(" ")).stream()
                        .map(Float::parseFloat)
                        .toList(),
                Integer.parseInt(values.getProperty("runs")),
                Double.parseDouble(values.getProperty("seconds")),
                Double.parseDouble(values.getProperty("cpuSeconds")));
    }
}
