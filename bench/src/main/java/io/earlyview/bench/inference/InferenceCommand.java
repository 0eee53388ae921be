package io.earlyview.bench.inference;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.earlyview.bench.files.WholeFile;
import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.bench.inference.report.InferenceFigures;
import io.earlyview.bench.inference.report.InferencePage;
import io.earlyview.bench.inference.report.InferencePlots;
import io.earlyview.bench.inference.report.Machine;
import io.earlyview.bench.inference.report.NetworkFigures;
import io.earlyview.bench.inference.stage.Contestant;
import io.earlyview.bench.inference.stage.Cores;
import io.earlyview.bench.inference.stage.Stage;
import io.earlyview.bench.progress.ProgressBar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench inference}: EarlyView beside raw ONNX Runtime, plain clients, Kafka Streams and Flink. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "EarlyView's inference service beside its limit (raw ONNX Runtime) and its peers (plain Kafka clients, Kafka Streams, "
                    + "Flink), all with ONNX Runtime on the same file, frames, broker and processor, in turns: throughput, CPU "
                    + "seconds, latency under open-loop load. What they answer is compared first.",
            "Some 80 minutes on an idle machine with two processors; with --quick some ten.",
            "Simulated data. Research use only. Not a medical device; not for diagnosis."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Measured, whatever came of it.",
            "1:A contestant gave a wrong answer, lost an acquisition or ended.",
            "2:The command line is wrong."
        })
public final class InferenceCommand implements Callable<Integer> {
    private static final long SEED = 20_261_129;
    private static final int PAIRS = 32;

    @Option(names = "--rounds", defaultValue = "10", description = "Turns of everybody (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--quick", description = "Two short rounds, to see that everything runs; nothing to rely on.")
    boolean quick;

    @Option(names = "--network", paramLabel = "NAME", description = "This one only: ${COMPLETION-CANDIDATES}.")
    @Nullable
    PairNetwork network;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "Where inference.md and its plots are written (default: docs/performance; nowhere with --quick).")
    @Nullable
    Path into;

    @Option(names = "--json", paramLabel = "FILE", description = "Every figure of every round.")
    @Nullable
    Path json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private InferenceCommand() {}

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1 but is " + rounds);
        }
        InferenceFigures figures;
        try {
            figures = measure(quick ? Plan.quick() : Plan.full(rounds));
        } catch (IllegalStateException e) {
            System.err.println();
            System.err.println("earlyview bench inference: " + e.getMessage());
            return 1;
        }
        String page = InferencePage.of(figures, Contestant.EARLYVIEW.title());
        System.out.println(page);
        Path folder = into == null && !quick ? Path.of("docs", "performance") : into;
        if (folder != null) {
            WholeFile.write(folder.resolve("inference.md"), page);
            for (NetworkFigures each : figures.networks()) {
                String name = "inference-" + each.network();
                WholeFile.write(folder.resolve(name + "-throughput.svg"), InferencePlots.throughput(each));
                WholeFile.write(folder.resolve(name + "-latency.svg"), InferencePlots.latency(each));
            }
            System.out.println("Written: " + folder.resolve("inference.md"));
        }
        if (json != null) {
            WholeFile.write(
                    json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .findAndAddModules()
                            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                            .build()
                            .writeValueAsBytes(figures));
        }
        return 0;
    }

    private InferenceFigures measure(Plan plan) {
        Machine machine = Machine.here();
        Cores cores = Cores.divided();
        cores.keepThisProcess();
        List<PairNetwork> sizes = network == null ? List.of(PairNetwork.values()) : List.of(network);
        List<Contestant> contestants = List.of(Contestant.values());
        ProgressBar bar = new ProgressBar(sizes.size() * Rounds.turns(plan, contestants.size()), System.err);
        List<NetworkFigures> networks = new ArrayList<>();
        List<ViewPair> pairs = ViewPair.simulated(SEED, PAIRS);
        try (Stage stage = Stage.open(cores)) {
            for (PairNetwork size : sizes) {
                Measured measured = Measured.on(stage, size.name().toLowerCase(Locale.ROOT), size.onnx(SEED), pairs);
                networks.add(new Rounds(stage, measured, plan, contestants, turn -> {
                            bar.show(turn);
                            bar.step();
                        })
                        .measure());
            }
        }
        bar.end();
        return new InferenceFigures(
                LocalDate.now(ZoneOffset.UTC),
                command(),
                machine,
                cores.inWords(),
                Versions.ofLibraries(),
                plan.rounds(),
                plan.loadSeconds(),
                networks);
    }

    private String command() {
        return "./earlyview bench inference" + (quick ? " --quick" : " --rounds " + rounds)
                + (network == null ? "" : " --network " + network);
    }
}
