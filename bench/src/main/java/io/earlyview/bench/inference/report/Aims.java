package io.earlyview.bench.inference.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is asked of EarlyView, and whether it came to it. */
final class Aims {
    private static final double SHORT_MILLIS = 0.45;
    private static final double LONG_MILLIS = 5;
    private static final double OF_RAW_SHORT = 0.85;
    private static final double OF_RAW_LONG = 0.97;
    private static final double BESIDE_P50_MICROS = 50;
    private static final double BESIDE_P99_MICROS = 250;
    private static final double LATENCY_P50_MILLIS = 3;
    private static final double LATENCY_P99_MILLIS = 10;

    private Aims() {}

    /**
     * One aim.
     *
     * @param measured in words; medians over rounds
     * @param met whether the median is within the limit
     */
    record Aim(String wanted, String measured, boolean met) {}

    /** What can be said of these networks; nothing of an aim that none of them is for. */
    static List<Aim> of(List<NetworkFigures> networks, String ours) {
        List<Aim> aims = new ArrayList<>();
        for (NetworkFigures network : networks) {
            double millis = network.millis().median();
            boolean brief = millis <= SHORT_MILLIS;
            if (brief || millis >= LONG_MILLIS) {
                double limit = brief ? OF_RAW_SHORT : OF_RAW_LONG;
                double ratio = network.ofRaw(ours).median();
                aims.add(new Aim(
                        format("%s: at least %.2f of raw ONNX Runtime's throughput", network.network(), limit),
                        format("%.3f", ratio),
                        ratio >= limit));
            }
            aims.add(nobodyFaster(network, ours));
            if (network.tellsInProcess(ours)) {
                aims.add(atMost(
                        network,
                        ours,
                        "in process beside ONNX Runtime, p50",
                        BESIDE_P50_MICROS,
                        "µs",
                        load -> inProcess(load).p50Micros()));
                aims.add(atMost(
                        network,
                        ours,
                        "in process beside ONNX Runtime, p99",
                        BESIDE_P99_MICROS,
                        "µs",
                        load -> inProcess(load).p99Micros()));
            }
            if (brief) {
                aims.add(atMost(network, ours, "latency p50", LATENCY_P50_MILLIS, "ms", LoadFigures::p50Millis));
                aims.add(atMost(network, ours, "latency p99", LATENCY_P99_MILLIS, "ms", LoadFigures::p99Millis));
            }
        }
        return aims;
    }

    private static Aim atMost(
            NetworkFigures network,
            String ours,
            String what,
            double limit,
            String unit,
            ToDoubleFunction<LoadFigures> figure) {
        double share = network.shares().getFirst();
        double measured = network.at(share, ours, figure).median();
        return new Aim(
                format("%s, %.0f %% load: %s at most %.0f %s", network.network(), 100 * share, what, limit, unit),
                format("%.1f %s", measured, unit),
                measured <= limit);
    }

    private static Aim nobodyFaster(NetworkFigures network, String ours) {
        String fastest = network.contestants().getFirst();
        for (String each : network.contestants()) {
            if (rate(network, each) > rate(network, fastest)) {
                fastest = each;
            }
        }
        return new Aim(
                network.network() + ": no peer faster per core",
                format("%s is the fastest, %.1f a second", fastest, rate(network, fastest)),
                fastest.equals(ours));
    }

    private static double rate(NetworkFigures network, String contestant) {
        return network.over(contestant, visit -> visit.drain().perSecond()).median();
    }

    private static LoadFigures.InProcess inProcess(LoadFigures load) {
        LoadFigures.InProcess told = load.inProcess();
        if (told == null) {
            throw new IllegalArgumentException("the scores do not tell");
        }
        return told;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
