package io.earlyview.bench.inference;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.earlyview.bench.files.WholeFile;
import io.earlyview.bench.inference.report.Machine;
import io.earlyview.bench.inference.report.ScannerFigures;
import io.earlyview.bench.inference.stage.Cores;
import io.earlyview.bench.inference.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench scanners}: many simulated scanners at the rate of real time. */
@Command(
        name = "scanners",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulated scanners at the rate of real time (two views every 30 s each) into the service and a broker, all on two "
                    + "processors: from the last byte of a frame to its score, and whether the memory stays.",
            "Simulated data. Research use only. Not a medical device; not for diagnosis."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Measured, whatever came of it.",
            "1:A score is missing or out of order, or the service ended.",
            "2:The command line is wrong."
        })
public final class ScannersCommand implements Callable<Integer> {
    private static final long SEED = 20_261_129;
    private static final int PROCESSORS = 2;

    @Option(names = "--scanners", defaultValue = "500", description = "How many (default: ${DEFAULT-VALUE}).")
    int scanners;

    @Option(names = "--minutes", defaultValue = "5", description = "How long (default: ${DEFAULT-VALUE}).")
    double minutes;

    @Option(
            names = "--kind",
            defaultValue = "STACK",
            description =
                    "Of the release: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). STACK scores the first opposite pair "
                            + "of each acquisition, SET every view.")
    Scanners.Kind kind = Scanners.Kind.STACK;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    @Nullable
    Path json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private ScannersCommand() {}

    @Override
    public Integer call() throws IOException {
        if (scanners < 1 || !(minutes > 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--scanners must be at least 1 and --minutes above 0, but they are " + scanners + " and "
                            + minutes);
        }
        Machine machine = Machine.here();
        Cores cores = Cores.shared(PROCESSORS);
        cores.keepThisProcess();
        ScannerFigures figures;
        try (Stage stage = Stage.open(cores)) {
            figures = new Scanners(stage, scanners, minutes, kind, step -> System.err.printf("\r%-60.60s", step))
                    .measure(SEED);
        } catch (IllegalStateException e) {
            System.err.println();
            System.err.println("earlyview bench scanners: " + e.getMessage());
            return 1;
        }
        System.err.print("\r" + " ".repeat(60) + "\r");
        System.out.println(figures.table(machine));
        if (json != null) {
            WholeFile.write(
                    json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsBytes(new Measurement(machine, figures)));
        }
        return 0;
    }

    /** What the JSON file holds. */
    record Measurement(Machine machine, ScannerFigures figures) {}
}
