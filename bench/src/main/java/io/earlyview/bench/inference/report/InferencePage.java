package io.earlyview.bench.inference.report;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A measurement as a page in Markdown. */
public final class InferencePage {
    private static final String NOTE = "Simulated data. Research use only. Not a medical device; not for diagnosis.";
    private static final String RAW = "raw ONNX Runtime";

    private InferencePage() {}

    /** @param ours the contestant that the aims are for */
    public static String of(InferenceFigures figures, String ours) {
        StringBuilder page = new StringBuilder("# Inference beside its limit and its peers\n\n");
        page.append(NOTE)
                .append(" Written by `")
                .append(figures.command())
                .append("`, ")
                .append(figures.day())
                .append(".\n\n");
        Machine machine = figures.machine();
        page.append(format(
                "%s, %d processors, %s, %s, Java %s; load before: %.1f. %s. Everybody has the same memory and collector. %d rounds; "
                        + "medians, with the least and the most of the rounds.%n%n",
                machine.processor(),
                machine.processors(),
                machine.memory(),
                machine.kernel(),
                machine.java(),
                machine.loadBefore(),
                capital(figures.layout()),
                figures.rounds()));
        page.append(versions(figures.versions())).append("\n\n");
        page.append("What these figures mean, and what they do not, stands in [performance](../performance.md).\n\n");
        page.append("| aim | measured | |\n|---|---|---|\n");
        Aims.of(figures.networks(), ours)
                .forEach(aim -> page.append("| " + aim.wanted() + " | " + aim.measured() + " | "
                        + (aim.met() ? "met" : "**missed**") + " |\n"));
        figures.networks().forEach(network -> network(page, figures, network));
        return page.toString();
    }

    private static void network(StringBuilder page, InferenceFigures figures, NetworkFigures network) {
        page.append(format(
                "%n## The %s network: %.2f ms a score%n%n%,d bytes, values drawn and not learned, SHA-256 `%.16s…`. Before anything was "
                        + "timed, %d acquisitions of each contestant had ONNX Runtime's answers, to the last bit; so had all that were "
                        + "timed.%n%n![Throughput](inference-%s-throughput.svg)%n%n",
                network.network(),
                network.millis().median(),
                network.onnxBytes(),
                network.onnxSha256(),
                network.comparedFirst(),
                network.network()));
        page.append(
                "| a backlog worked off | scores a second and core | of raw | CPU seconds per 1,000 scores |\n|---|---|---|---|\n");
        page.append("| " + RAW + " | " + network.rawPerSecond().shown(1) + " | 1 | "
                + network.rawCpu().shown(3) + " |\n");
        for (String contestant : network.contestants().stream().sorted().toList()) {
            page.append("| " + contestant + " | "
                    + network.over(contestant, visit -> visit.drain().perSecond())
                            .shown(1) + " | "
                    + network.ofRaw(contestant).shown(3) + " | "
                    + network.over(contestant, visit -> visit.drain().cpuSecondsPerThousand())
                            .shown(3)
                    + " |\n");
        }
        page.append(format(
                "%nOpen loop, Poisson, %.0f s each, at shares of the slowest contestant's %.0f a second in the rehearsal: the same "
                        + "times for everybody.%n%n![Latency](inference-%s-latency.svg)%n%n",
                figures.loadSeconds(), network.slowestPerSecond(), network.network()));
        for (double share : network.shares()) {
            load(page, network, share);
        }
    }

    private static void load(StringBuilder page, NetworkFigures network, double share) {
        page.append(format(
                "| %.0f %% load | p50 ms | p99 ms | in process beside ONNX Runtime, p50 µs | p99 µs | the same, network free: p50 µs | p99 µs |%n"
                        + "|---|---|---|---|---|---|---|%n",
                100 * share));
        for (String contestant : network.contestants().stream().sorted().toList()) {
            page.append("| " + contestant + " | "
                    + network.at(share, contestant, LoadFigures::p50Millis).shown(2) + " | "
                    + network.at(share, contestant, LoadFigures::p99Millis).shown(2) + " | "
                    + inProcess(network, share, contestant, LoadFigures.InProcess::p50Micros) + " | "
                    + inProcess(network, share, contestant, LoadFigures.InProcess::p99Micros) + " | "
                    + inProcess(network, share, contestant, LoadFigures.InProcess::readyP50Micros) + " | "
                    + inProcess(network, share, contestant, LoadFigures.InProcess::readyP99Micros) + " |\n");
        }
        double late = network.contestants().stream()
                .mapToDouble(contestant -> network.at(share, contestant, LoadFigures::sentLateP99Millis)
                        .median())
                .max()
                .orElseThrow();
        page.append(format("%nOf this the generator itself was late by %.2f ms at p99, at most.%n%n", late));
    }

    private static String inProcess(
            NetworkFigures network, double share, String contestant, Function<LoadFigures.InProcess, Double> figure) {
        return network.tellsInProcess(contestant)
                ? network.at(share, contestant, load -> {
                            LoadFigures.InProcess told = load.inProcess();
                            return told == null ? Double.NaN : figure.apply(told);
                        })
                        .shown(0)
                : "not told";
    }

    private static String versions(Map<String, String> versions) {
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", ", "", "."));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
