package io.earlyview.bench.inference;

import io.earlyview.bench.inference.acquisitions.PairFrames;
import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.contestant.RawLoop;
import io.earlyview.bench.inference.load.Ledger;
import io.earlyview.bench.inference.report.Drain;
import io.earlyview.bench.inference.stage.Stage;
import io.earlyview.local.processes.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A network on the stage, with the pairs that it is run on.
 *
 * @param file the ONNX file
 * @param pairsFile the pairs, for the raw loop
 */
@SuppressWarnings("ArrayRecordComponent")
record Measured(String name, byte[] onnx, Path file, Path pairsFile, PairFrames frames) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 20;

    static Measured on(Stage stage, String name, byte[] onnx, List<ViewPair> pairs) {
        Path file = stage.work(name + ".onnx");
        Path pairsFile = stage.work(name + ".pairs");
        try {
            Files.write(file, onnx);
        } catch (IOException e) {
            throw new UncheckedIOException("the network cannot be written", e);
        }
        ViewPair.write(pairs, pairsFile);
        return new Measured(name, onnx, file, pairsFile, new PairFrames(pairs));
    }

    /** What raw ONNX Runtime answers and how fast, in a process of its own on the contestant's processor. */
    RawLoop.Outcome raw(Stage stage, String process, Duration warmUp, Duration measured) {
        Path outcome = stage.work(process + ".properties");
        ChildProcess loop =
                stage.contestant(process, RawLoop.class, RawLoop.arguments(file, pairsFile, warmUp, measured, outcome));
        try {
            awaitEnd(loop, warmUp.plus(measured).plus(PATIENCE));
            return RawLoop.read(outcome);
        } catch (IOException e) {
            throw new UncheckedIOException("the raw loop left nothing: " + loop.lastWords(), e);
        } finally {
            stage.end(loop);
        }
    }

    /** As a backlog that was worked off. */
    static Drain drain(RawLoop.Outcome outcome) {
        return new Drain(outcome.runs(), outcome.seconds(), outcome.cpuSeconds());
    }

    /** What each acquisition must get. */
    static Ledger.Answers answers(RawLoop.Outcome outcome) {
        float[] probabilities = new float[outcome.probabilities().size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = outcome.probabilities().get(i);
        }
        return Ledger.probabilities(probabilities);
    }

    private static void awaitEnd(ChildProcess process, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (process.alive()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the raw loop has not ended after " + limit.toSeconds() + " s");
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the raw loop ran", e);
            }
        }
    }
}
