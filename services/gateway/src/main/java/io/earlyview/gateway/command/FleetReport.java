package io.earlyview.gateway.command;

import io.earlyview.gateway.fleet.FleetListener;
import io.earlyview.gateway.fleet.FleetStep;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows a fleet: a progress line or JSON lines while it runs, the truth file, a summary at the end. */
final class FleetReport implements FleetListener {
    private final PrintWriter out;
    private final PrintWriter err;
    private final ProgressLine progress;
    private final Optional<TruthFile> truth;
    private final boolean json;
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile String firstRefusal = "";
    private volatile String firstLoss = "";

    FleetReport(PrintWriter out, PrintWriter err, int acquisitions, Optional<TruthFile> truth, boolean json) {
        this.out = out;
        this.err = err;
        this.progress = ProgressLine.onTerminal(err, "simulated scans", acquisitions);
        this.truth = truth;
        this.json = json;
    }

    @Override
    public void step(FleetStep step) {
        switch (step) {
            case FleetStep.Started started -> {}
            case FleetStep.FrameTaken frame -> frames.incrementAndGet();
            case FleetStep.Refused refusal -> {
                if (refused.getAndIncrement() == 0) {
                    firstRefusal = refusal.explanation();
                }
            }
            case FleetStep.Ended end -> {
                ended.incrementAndGet();
                truth.ifPresent(file -> file.write(end));
            }
            case FleetStep.Lost loss -> {
                if (lost.getAndIncrement() == 0) {
                    firstLoss = loss.reason();
                }
            }
        }
        if (json) {
            String line = StepJson.of(step);
            synchronized (out) {
                out.println(line);
            }
        } else {
            progress.show(ended.get(), frames.get() + " frames taken");
        }
    }

    /** The summary, and the exit code that goes with it. */
    int finish() {
        if (!json) {
            progress.end();
            out.println(ended.get() + " simulated scans, " + frames.get() + " frames taken, " + refused.get()
                    + " messages refused.");
        }
        if (lost.get() > 0) {
            err.println("earlyview: " + firstLoss);
            return ExitCode.UNREACHABLE;
        }
        if (refused.get() > 0) {
            err.println("earlyview: Ingestion refused " + refused.get() + " messages; the first: " + firstRefusal);
            return ExitCode.SOME_REFUSED;
        }
        return ExitCode.DONE;
    }
}
