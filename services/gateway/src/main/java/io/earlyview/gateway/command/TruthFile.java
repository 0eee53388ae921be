package io.earlyview.gateway.command;

import io.earlyview.gateway.fleet.FleetStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A CSV of what the simulator knows and nobody downstream is told: the truth of each acquisition that has ended. */
final class TruthFile implements AutoCloseable {
    private final PrintWriter out;

    TruthFile(Path file) throws IOException {
        out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        out.println("acquisition_id,case,scanner,simulated_truth,simulated_label,frames_sent,end");
        out.flush();
    }

    synchronized void write(FleetStep.Ended ended) {
        var of = ended.of();
        out.println(String.join(
                ",",
                of.id().hex(),
                "" + of.number(),
                "" + of.scanner(),
                of.truth(),
                of.label(),
                "" + ended.framesSent(),
                ended.end().name().toLowerCase(Locale.ROOT)));
        out.flush();
    }

    @Override
    public synchronized void close() {
        out.close();
    }
}
