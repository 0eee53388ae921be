package io.earlyview.bench.inference;

import io.earlyview.bench.inference.contestant.RawLoop;
import io.earlyview.bench.inference.load.Ledger;
import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.bench.inference.report.Drain;
import io.earlyview.bench.inference.report.LoadFigures;
import io.earlyview.bench.inference.report.NetworkFigures;
import io.earlyview.bench.inference.report.VisitFigures;
import io.earlyview.bench.inference.stage.Contestant;
import io.earlyview.bench.inference.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One network: a rehearsal, in which everybody has to answer like raw ONNX Runtime, and then the rounds. In each round raw ONNX Runtime
 * and every contestant has one turn in a new process; who begins changes from round to round.
 */
final class Rounds {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final Stage stage;
    private final Measured network;
    private final Plan plan;
    private final List<Contestant> contestants;
    private final Consumer<String> turn;

    /** {@code turn} is told who has the next turn. */
    Rounds(Stage stage, Measured network, Plan plan, List<Contestant> contestants, Consumer<String> turn) {
        this.stage = stage;
        this.network = network;
        this.plan = plan;
        this.contestants = contestants;
        this.turn = turn;
    }

    /** How many turns there are. */
    static int turns(Plan plan, int contestants) {
        return (plan.rounds() + 1) * (contestants + 1);
    }

    NetworkFigures measure() {
        turn.accept("rehearsal, " + network.name() + ", ONNX Runtime");
        RawLoop.Outcome reference = network.raw(stage, network.name() + "-raw-0", SHORT, SHORT);
        double rawPerSecond = Measured.drain(reference).perSecond();
        int compared = 4 * network.frames().pairs();
        double slowest = rehearse(Measured.answers(reference), rawPerSecond, compared);
        List<Drain> raw = new ArrayList<>();
        List<VisitFigures> visits = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            turn.accept("round " + round + ", " + network.name() + ", ONNX Runtime");
            RawLoop.Outcome outcome =
                    network.raw(stage, network.name() + "-raw-" + round, SHORT, seconds(plan.backlogSeconds()));
            if (!outcome.probabilities().equals(reference.probabilities())) {
                throw new IllegalStateException("raw ONNX Runtime does not repeat its own answers");
            }
            raw.add(Measured.drain(outcome));
            List<Contestant> order = new ArrayList<>(contestants);
            Collections.rotate(order, -round);
            for (Contestant contestant : order) {
                visits.add(visit(contestant, round, Measured.answers(reference), rawPerSecond, slowest));
            }
        }
        return new NetworkFigures(
                network.name(),
                network.onnx().length,
                PairNetwork.sha256(network.onnx()),
                compared,
                slowest,
                raw,
                visits);
    }

    /** Everybody's answers, and the rate of the slowest. */
    private double rehearse(Ledger.Answers answers, double rawPerSecond, int compared) {
        double slowest = Double.MAX_VALUE;
        for (Contestant contestant : contestants) {
            turn.accept("rehearsal, " + network.name() + ", " + contestant.title());
            try (Visit visit = Visit.begin(stage, contestant, name(contestant, 0), network, answers)) {
                visit.drain(compared);
                visit.drain(plan.warmUp(rawPerSecond));
                Drain drain = visit.drain(plan.backlog(rawPerSecond));
                slowest = Math.min(slowest, drain.perSecond());
            }
        }
        return slowest;
    }

    private VisitFigures visit(
            Contestant contestant, int round, Ledger.Answers answers, double rawPerSecond, double slowest) {
        turn.accept("round " + round + ", " + network.name() + ", " + contestant.title());
        try (Visit visit = Visit.begin(stage, contestant, name(contestant, round), network, answers)) {
            visit.drain(plan.warmUp(rawPerSecond));
            Drain drain = visit.drain(plan.backlog(rawPerSecond));
            visit.load(0, plan.shares().getFirst() * slowest, plan.loadWarmUpSeconds(), -round);
            List<LoadFigures> loads = new ArrayList<>();
            for (double share : plan.shares()) {
                loads.add(visit.load(share, share * slowest, plan.loadSeconds(), round));
            }
            visit.check();
            return new VisitFigures(contestant.title(), round, drain, loads);
        }
    }

    private String name(Contestant contestant, int round) {
        return (network.name() + "-" + contestant + "-" + round).toLowerCase(Locale.ROOT);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_IN_A_SECOND));
    }
}
