package io.earlyview.bench.inference.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All rounds of one network.
 *
 * @param network its name
 * @param onnxSha256 of the file that everybody ran
 * @param comparedFirst acquisitions that each contestant scored like raw ONNX Runtime, to the bit, before anything was timed
 * @param slowestPerSecond rate of the slowest contestant in the rehearsal, which the loads are shares of
 * @param raw ONNX Runtime alone, round by round
 * @param visits of the contestants, round by round
 */
public record NetworkFigures(
        String network,
        int onnxBytes,
        String onnxSha256,
        int comparedFirst,
        double slowestPerSecond,
        List<Drain> raw,
        List<VisitFigures> visits) {
    private static final double MILLIS_IN_A_SECOND = 1000;

    public NetworkFigures {
        raw = List.copyOf(raw);
        visits = List.copyOf(visits);
    }

    /** Milliseconds of one run of the network. */
    public Spread millis() {
        return Spread.of(raw.stream().mapToDouble(round -> MILLIS_IN_A_SECOND / round.perSecond()));
    }

    /** Scores a second of raw ONNX Runtime. */
    public Spread rawPerSecond() {
        return Spread.of(raw.stream().mapToDouble(Drain::perSecond));
    }

    /** CPU seconds of 1,000 runs. */
    public Spread rawCpu() {
        return Spread.of(raw.stream().mapToDouble(Drain::cpuSecondsPerThousand));
    }

    /** The contestants in the order of their first visits. */
    public List<String> contestants() {
        return visits.stream().map(VisitFigures::contestant).distinct().toList();
    }

    /** The loads, as shares. */
    public List<Double> shares() {
        return visits.getFirst().loads().stream().map(LoadFigures::share).toList();
    }

    /** Rate of a contestant as a share of raw ONNX Runtime's in the same round. */
    public Spread ofRaw(String contestant) {
        return over(
                contestant,
                visit -> visit.drain().perSecond() / raw.get(visit.round() - 1).perSecond());
    }

    /** A figure of a contestant over the rounds. */
    public Spread over(String contestant, ToDoubleFunction<VisitFigures> figure) {
        return Spread.of(visits.stream()
                .filter(visit -> visit.contestant().equals(contestant))
                .mapToDouble(figure));
    }

    /** A figure of a contestant at one of the loads. */
    public Spread at(double share, String contestant, ToDoubleFunction<LoadFigures> figure) {
        int load = IntStream.range(0, shares().size())
                .filter(i -> shares().get(i) == share)
                .findFirst()
                .orElseThrow();
        return over(contestant, visit -> figure.applyAsDouble(visit.loads().get(load)));
    }

    /** Whether a contestant's scores tell what happened in its process. */
    public boolean tellsInProcess(String contestant) {
        return visits.stream()
                .filter(visit -> visit.contestant().equals(contestant))
                .flatMap(visit -> visit.loads().stream())
                .allMatch(load -> load.inProcess() != null);
    }
}
