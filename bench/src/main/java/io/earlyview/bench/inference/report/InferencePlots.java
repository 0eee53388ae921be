package io.earlyview.bench.inference.report;

import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.DotPlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pictures of a measurement, as SVG: medians over the rounds, and bars from the least to the most. */
public final class InferencePlots {
    private InferencePlots() {}

    /** Throughput of everybody. */
    public static String throughput(NetworkFigures network) {
        List<DotPlot.Row> rows = new ArrayList<>();
        rows.add(new DotPlot.Row("raw", List.of(bar(network.rawPerSecond()))));
        for (String contestant : network.contestants().stream().sorted().toList()) {
            rows.add(new DotPlot.Row(contestant, List.of(bar(network.over(contestant, visit -> visit.drain()
                    .perSecond())))));
        }
        return DotPlot.of(
                caption(network, "a backlog worked off on one core"),
                "Scores a second",
                List.of("median and extremes of the rounds"),
                rows,
                false);
    }

    /** Latency of everybody at every load. */
    public static String latency(NetworkFigures network) {
        List<String> series = new ArrayList<>();
        for (double share : network.shares()) {
            series.add(String.format(Locale.ROOT, "p50 at %.0f %% load", 100 * share));
            series.add(String.format(Locale.ROOT, "p99 at %.0f %% load", 100 * share));
        }
        List<DotPlot.Row> rows = new ArrayList<>();
        for (String contestant : network.contestants().stream().sorted().toList()) {
            List<Estimate> figures = new ArrayList<>();
            for (double share : network.shares()) {
                figures.add(bar(network.at(share, contestant, LoadFigures::p50Millis)));
                figures.add(bar(network.at(share, contestant, LoadFigures::p99Millis)));
            }
            rows.add(new DotPlot.Row(contestant, figures));
        }
        return DotPlot.of(
                caption(network, "from the last needed frame to its score"), "Milliseconds", series, rows, true);
    }

    private static Caption caption(NetworkFigures network, String what) {
        return Caption.ofSimulated(String.format(
                Locale.ROOT,
                "The %s network, %.2f ms: %s",
                network.network(),
                network.millis().median(),
                what));
    }

    private static Estimate bar(Spread spread) {
        return new Estimate(spread.median(), spread.least(), spread.most());
    }
}
