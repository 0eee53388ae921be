package io.earlyview.bench.inference;

import io.earlyview.bench.inference.acquisitions.AcquisitionNumber;
import io.earlyview.bench.inference.load.FrameSender;
import io.earlyview.bench.inference.load.Ledger;
import io.earlyview.bench.inference.load.PoissonArrivals;
import io.earlyview.bench.inference.load.ScoreSubscriber;
import io.earlyview.bench.inference.report.Drain;
import io.earlyview.bench.inference.report.LoadFigures;
import io.earlyview.bench.inference.stage.Contestant;
import io.earlyview.bench.inference.stage.Releases;
import io.earlyview.bench.inference.stage.Route;
import io.earlyview.bench.inference.stage.Stage;
import io.earlyview.bench.inference.stage.Usage;
import io.earlyview.local.processes.ChildProcess;
import io.earlyview.v1.Score;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * One contestant on the stage: a new process on new topics, alone but for the broker and the load. Whatever is sent has to come back
 * right and once, or it ends with an {@link IllegalStateException} that has the process's last words.
 */
final class Visit implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration PHASE_LIMIT = Duration.ofMinutes(10);
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final Stage stage;
    private final Measured network;
    private final Ledger.Answers answers;
    private final Admin admin;
    private final Route route;
    private final ChildProcess process;
    private final FrameSender sender;
    private final ScoreSubscriber subscriber;
    private final Map<Integer, Ledger> ledgers = new ConcurrentHashMap<>();
    private int phase;

    private Visit(Stage stage, Contestant contestant, String name, Measured network, Ledger.Answers answers) {
        this.stage = stage;
        this.network = network;
        this.answers = answers;
        admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()));
        route = contestant.route(name);
        route.make(admin);
        if (contestant == Contestant.EARLYVIEW) {
            try (Releases releases = new Releases(stage)) {
                releases.champion("datscan-" + name, network.onnx());
            }
        }
        process = contestant.start(stage, name, network.file());
        sender = new FrameSender(stage.bootstrapServers(), name + "-load", route.frames(), network.frames());
        subscriber = new ScoreSubscriber(stage.bootstrapServers(), route.scores(), this::enter);
    }

    /** Starts a contestant and waits for its first scores. */
    static Visit begin(Stage stage, Contestant contestant, String name, Measured network, Ledger.Answers answers) {
        Visit visit = new Visit(stage, contestant, name, network, answers);
        try {
            visit.backlog(1, START_LIMIT);
            return visit;
        } catch (RuntimeException e) { // a process that never scored must not stay
            visit.close();
            throw e;
        }
    }

    /** The contestant's process. */
    ChildProcess process() {
        return process;
    }

    /** Shows the contestant a backlog of so many acquisitions at once, and waits until all are scored. */
    Drain drain(int acquisitions) {
        return backlog(acquisitions, PHASE_LIMIT);
    }

    private Drain backlog(int acquisitions, Duration limit) {
        Ledger ledger = open(acquisitions, answers);
        sender.lay(phase, acquisitions);
        double cpuBefore = Usage.cpuSeconds(process);
        long shown = sender.show();
        await(ledger, limit);
        double cpu = Usage.cpuSeconds(process) - cpuBefore;
        return new Drain(acquisitions, (ledger.lastArrival() - shown) / NANOS_IN_A_SECOND, cpu);
    }

    /** Sends acquisitions at random times, whatever becomes of them, and waits until all are scored. */
    LoadFigures load(double share, double perSecond, double seconds, long seed) {
        Answered answered = send(perSecond, seconds, seed, answers);
        return LoadFigures.of(
                share, perSecond, answered.sent().intended(), answered.sent().handedOver(), answered.ledger());
    }

    /** What was sent, and what came. */
    record Answered(FrameSender.Sent sent, Ledger ledger) {
        /** Nanoseconds from the intended time of each acquisition's last needed frame until a subscriber had the score. */
        long[] latencies() {
            long[] latencies = ledger.arrivedAt();
            Arrays.setAll(latencies, i -> latencies[i] - sent.intended()[i]);
            return latencies;
        }
    }

    /** The same with other answers to be expected. */
    Answered send(double perSecond, double seconds, long seed, Ledger.Answers expected) {
        long[] arrivals = PoissonArrivals.nanos(perSecond, seconds, seed);
        Ledger ledger = open(arrivals.length, expected);
        FrameSender.Sent sent = sender.openLoop(phase, arrivals);
        await(ledger, PHASE_LIMIT);
        return new Answered(sent, ledger);
    }

    private Ledger open(int acquisitions, Ledger.Answers expected) {
        Ledger ledger = new Ledger(acquisitions, expected);
        ledgers.put(++phase, ledger);
        return ledger;
    }

    private void enter(AcquisitionNumber acquisition, Score score, long nanos) {
        Ledger ledger = ledgers.get(acquisition.phase());
        if (ledger == null) {
            throw new IllegalStateException("a score of " + acquisition + ", which was never sent");
        }
        ledger.arrived(acquisition.number(), score, nanos);
    }

    /** Nothing came wrong or twice after it had been waited for, or this is an {@link IllegalStateException}. */
    void check() {
        ledgers.values().forEach(Ledger::check);
    }

    private void await(Ledger ledger, Duration limit) {
        try {
            ledger.await(limit, () -> process.alive() && subscriber.reads());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "%s, %s: %s%nIts last words:%n%s"
                            .formatted(process.name(), network.name(), e.getMessage(), process.lastWords()),
                    e);
        }
    }

    @Override
    public void close() {
        stage.end(process);
        sender.close();
        subscriber.close();
        try (admin) {
            route.remove(admin);
        }
    }
}
