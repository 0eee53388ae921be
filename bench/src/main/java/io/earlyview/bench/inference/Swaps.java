package io.earlyview.bench.inference;

import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.contestant.RawLoop;
import io.earlyview.bench.inference.load.Ledger;
import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.bench.inference.report.Drain;
import io.earlyview.bench.inference.report.SwapFigures;
import io.earlyview.bench.inference.stage.Contestant;
import io.earlyview.bench.inference.stage.Releases;
import io.earlyview.bench.inference.stage.Stage;
import io.earlyview.v1.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The service under load while its champion changes. Two networks of the same size take turns, each time as a release with a name of its
 * own; what a score says must be, to the bit, what raw ONNX Runtime says with the network of the release that the score names.
 */
final class Swaps {
    /** Stretches with swaps, and as many without, in turns. */
    static final int STRETCHES = 10;

    /** Steps that are told. */
    static final int STEPS = 2 + 2 * STRETCHES;

    private static final double LOAD = 0.8;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Plan PLAN = Plan.full(1);
    private static final double NANOS_IN_A_SECOND = 1e9;
    private static final String RELEASE = "datscan-swap-";

    private final Stage stage;
    private final PairNetwork size;
    private final String name;
    private final List<ViewPair> pairs;
    private final int inAStretch;
    private final double every;
    private final Consumer<String> step;
    private final List<Side> sides = new ArrayList<>();

    /** When releases were published, nanoseconds of {@link System#nanoTime}. */
    private final Map<String, Long> published = new ConcurrentHashMap<>();

    /** Seconds from then to the first score. */
    private final Map<String, Double> untilScored = new ConcurrentHashMap<>();

    /** One of the two networks, and what scores by it must say. */
    private record Side(Measured network, String sha256, Ledger.Answers answers) {}

    /** {@code step} is told what is going on. */
    Swaps(Stage stage, PairNetwork size, List<ViewPair> pairs, int swaps, double every, Consumer<String> step) {
        this.stage = stage;
        this.size = size;
        this.name = size.name().toLowerCase(Locale.ROOT);
        this.pairs = pairs;
        this.inAStretch = swaps / STRETCHES;
        this.every = every;
        this.step = step;
    }

    SwapFigures measure(long seed) {
        step.accept(name + ", ONNX Runtime");
        double rawPerSecond = 0;
        for (int i = 0; i < 2; i++) {
            Measured network = Measured.on(stage, name + "-" + i, size.onnx(seed + i), pairs);
            RawLoop.Outcome raw = network.raw(stage, name + "-raw-" + i, SHORT, SHORT);
            rawPerSecond = Measured.drain(raw).perSecond();
            sides.add(new Side(network, PairNetwork.sha256(network.onnx()), Measured.answers(raw)));
        }
        step.accept(name + ", what the service can");
        Side first = sides.getFirst();
        List<long[]> still = new ArrayList<>();
        List<long[]> swapping = new ArrayList<>();
        try (Visit visit = Visit.begin(stage, Contestant.EARLYVIEW, name + "-swaps", first.network(), first.answers());
                Releases releases = new Releases(stage)) {
            visit.drain(PLAN.warmUp(rawPerSecond));
            Drain drain = visit.drain(PLAN.backlog(rawPerSecond));
            double perSecond = LOAD * drain.perSecond();
            double seconds = inAStretch * every;
            visit.send(perSecond, PLAN.loadWarmUpSeconds(), seed - 1, this::right);
            for (int stretch = 0; stretch < STRETCHES; stretch++) {
                step.accept(name + ", without swaps");
                still.add(visit.send(perSecond, seconds, seed + stretch, this::right)
                        .latencies());
                step.accept(name + ", with swaps");
                CompletableFuture<Void> swapper = CompletableFuture.runAsync(() -> swapAll(releases));
                swapping.add(visit.send(perSecond, seconds, seed + stretch, this::right)
                        .latencies());
                join(swapper);
            }
            visit.check();
            if (untilScored.isEmpty()) {
                throw new IllegalStateException("of " + published.size() + " releases that were published none scored");
            }
            return SwapFigures.of(
                    name, drain.perSecond(), perSecond, published.size(), untilScored.values(), still, swapping);
        }
    }

    private void swapAll(Releases releases) {
        long begun = System.nanoTime();
        for (int i = 0; i < inAStretch; i++) {
            long due = begun + Math.round(i * every * NANOS_IN_A_SECOND);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int number = published.size() + 1;
            String id = RELEASE + number;
            published.put(id, System.nanoTime());
            releases.champion(id, sides.get(number % sides.size()).network().onnx());
        }
    }

    private static void join(CompletableFuture<Void> swapper) {
        try {
            swapper.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a swap failed: " + e.getCause(), e);
        }
    }

    /** Whether a score says what the network of the release that it names says. */
    private boolean right(int acquisition, Score score) {
        String id = score.getRelease().getReleaseId();
        boolean swappedIn = id.startsWith(RELEASE);
        Side side = sides.get(swappedIn ? Integer.parseInt(id.substring(RELEASE.length())) % sides.size() : 0);
        if (swappedIn) {
            long now = System.nanoTime();
            untilScored.putIfAbsent(id, (now - published.getOrDefault(id, now)) / NANOS_IN_A_SECOND);
        }
        return score.getRelease().getArtifactSha256().equals(side.sha256())
                && side.answers().right(acquisition, score);
    }
}
