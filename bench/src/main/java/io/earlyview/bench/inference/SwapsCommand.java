package io.earlyview.bench.inference;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.earlyview.bench.files.WholeFile;
import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.bench.inference.report.Machine;
import io.earlyview.bench.inference.report.SwapFigures;
import io.earlyview.bench.inference.stage.Cores;
import io.earlyview.bench.inference.stage.Stage;
import io.earlyview.bench.progress.ProgressBar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench swaps}: hot swaps of the champion while it scores under load. */
@Command(
        name = "swaps",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Swaps the champion again and again while the service scores at 80 % of what it can: whether anything is dropped, scored "
                    + "twice or by another release than it names, and what it does to the latency. Stretches with swaps and "
                    + "stretches without take turns.",
            "Some five minutes for each network.",
            "Simulated data. Research use only. Not a medical device; not for diagnosis."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Measured: nothing was dropped, doubled or wrong.",
            "1:Something was, or the service ended.",
            "2:The command line is wrong."
        })
public final class SwapsCommand implements Callable<Integer> {
    private static final long SEED = 20_261_129;
    private static final int PAIRS = 32;

    @Option(names = "--swaps", defaultValue = "100", description = "In all (default: ${DEFAULT-VALUE}).")
    int swaps;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "From one swap to the next (default: ${DEFAULT-VALUE}).")
    double every;

    @Option(names = "--network", paramLabel = "NAME", description = "This one only: ${COMPLETION-CANDIDATES}.")
    @Nullable
    PairNetwork network;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    @Nullable
    Path json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private SwapsCommand() {}

    @Override
    public Integer call() throws IOException {
        if (swaps < Swaps.STRETCHES || !(every > 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--swaps must be at least " + Swaps.STRETCHES + " and --every above 0, but they are " + swaps
                            + " and " + every);
        }
        Machine machine = Machine.here();
        Cores cores = Cores.divided();
        cores.keepThisProcess();
        List<PairNetwork> sizes = network == null ? List.of(PairNetwork.values()) : List.of(network);
        List<SwapFigures> figures = new ArrayList<>();
        ProgressBar bar = new ProgressBar(sizes.size() * Swaps.STEPS, System.err);
        try (Stage stage = Stage.open(cores)) {
            for (PairNetwork size : sizes) {
                figures.add(new Swaps(stage, size, ViewPair.simulated(SEED, PAIRS), swaps, every, step -> {
                            bar.show(step);
                            bar.step();
                        })
                        .measure(SEED));
            }
        } catch (IllegalStateException e) {
            System.err.println();
            System.err.println("earlyview bench swaps: " + e.getMessage());
            return 1;
        }
        bar.end();
        System.out.println(SwapFigures.table(machine, cores.inWords(), figures));
        if (json != null) {
            WholeFile.write(
                    json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsBytes(new Measurement(machine, cores.inWords(), figures)));
        }
        return 0;
    }

    /** What the JSON file holds. */
    record Measurement(Machine machine, String layout, List<SwapFigures> networks) {}
}
