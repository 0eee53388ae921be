package io.earlyview.local.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.local.audit.SentAcquisition;
import io.earlyview.local.processes.ChildProcess;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.JavaProgram;
import io.earlyview.local.system.LocalSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Simulated scanners that stream into a system: a process of the gateway, and what it holds receipts for. */
public final class SimulatedFleet implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcess process;
    private final Thread follower;
    private final boolean labelling;
    private final String exam;
    private final Map<String, Scan> scans = new LinkedHashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private volatile boolean closing;

    /** Something that was not accepted: of which acquisition, and why. */
    public record Trouble(String acquisitionId, String sentence) {}

    private static final class Scan {
        private final Set<Integer> accepted = new HashSet<>();
        private String truth = "";
        private boolean started;
        private boolean ended;
        private boolean labelled;
    }

    private SimulatedFleet(ChildProcess process, long logged, String exam, boolean labelling) {
        this.process = process;
        this.exam = exam;
        this.labelling = labelling;
        LogTail tail = new LogTail(process.log(), process::alive, this::take);
        this.follower =
                Thread.ofPlatform().name(process.name() + "-receipts").daemon().start(() -> tail.follow(logged));
    }

    /**
     * Starts a fleet.
     *
     * @param name of the process and its log
     * @param command how the gateway's program is run, without the command {@code simulate}
     * @param options of {@code simulate}
     */
    public static SimulatedFleet start(
            String name, DataDirectory data, LocalSystem system, List<String> command, String exam, String... options) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("simulate", "--progress-json", "--exam=" + exam));
        all.addAll(List.of(options));
        Path log = data.logs().resolve(name + ".log");
        long logged = log.toFile().length(); // 0 where there is none
        ChildProcess process = ChildProcess.start(name, all, system.clientEnvironment(), data.logs(), data.pids());
        return new SimulatedFleet(process, logged, exam, List.of(options).contains("--label"));
    }

    /** How a fleet's program is run. */
    public static List<String> program(Path root) {
        return JavaProgram.service(root, "gateway", "-Xmx1g");
    }

    /** Whether it still scans. */
    public boolean alive() {
        return process.alive();
    }

    /** Waits until every scan is done and every receipt read. */
    public void awaitEnd() throws InterruptedException {
        while (process.alive()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        follower.join();
    }

    /** @throws IllegalStateException if it ended otherwise than with all accepted, with its last words */
    public void requireSuccess() {
        if (process.exitCode() != 0) {
            throw new IllegalStateException("the simulated scanners failed:\n" + process.lastWords());
        }
    }

    /** What it holds receipts for so far. */
    public synchronized List<SentAcquisition> sent() {
        return scans.entrySet().stream()
                .filter(scan -> scan.getValue().started)
                .map(scan -> new SentAcquisition(
                        scan.getKey(), exam, scan.getValue().accepted, scan.getValue().ended, scan.getValue().labelled))
                .toList();
    }

    /** What the simulator knows of each scan that has ended, by acquisition id. */
    public synchronized Map<String, String> truth() {
        Map<String, String> truth = new LinkedHashMap<>();
        scans.forEach((id, scan) -> {
            if (scan.ended) {
                truth.put(id, scan.truth);
            }
        });
        return truth;
    }

    /** What ingestion refused or the gateway gave up before it was asked to end. */
    public synchronized List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    private void take(String line) {
        if (!line.startsWith("{")) {
            return; // a complaint of the gateway's log, for people
        }
        try {
            take(JSON.readValue(line, FleetStep.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of " + process.log() + " is no step of a fleet: " + line, e);
        }
    }

    private synchronized void take(FleetStep step) {
        Scan scan = scans.computeIfAbsent(step.acquisitionId(), id -> new Scan());
        scan.truth = step.simulatedTruth();
        switch (step.step()) {
            case "started" -> scan.started = true;
            case "frame" -> scan.accepted.add(step.index());
            case "ended" -> {
                scan.ended = true;
                // A scan that the operator broke off gets no label.
                scan.labelled = labelling && !step.end().equals("operator");
            }
            default -> { // refused, lost
                if (!closing) {
                    troubles.add(new Trouble(step.acquisitionId(), step.step() + ": " + step.explanation()));
                }
            }
        }
    }

    /** Breaks the open scans off, as Ctrl-C does, and reads the last receipts. */
    @Override
    public void close() {
        closing = true;
        process.close();
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
