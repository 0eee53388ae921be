package io.earlyview.gateway.command;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.fleet.CohortOrder;
import io.earlyview.gateway.fleet.Fleet;
import io.earlyview.gateway.fleet.FleetOrder;
import io.earlyview.gateway.fleet.SimulationFault;
import io.earlyview.gateway.fleet.Speed;
import io.earlyview.gateway.fleet.ViewSelection;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.streaming.Ingestion;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a fleet of simulated scanners. */
@Dependent
@Command(
        name = "simulate",
        sortOptions = false,
        description = {
            "Streams simulated scans from a fleet of simulated scanners, frame by frame as a scanner takes them.",
            "Everything it sends is marked as simulated.",
            ResearchUse.SENTENCE
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything was taken.",
            "1:Ingestion refused some messages.",
            "2:The command line is wrong; nothing was sent.",
            "3:Ingestion cannot be reached, or was lost on the way."
        },
        footerHeading = "%nExample:%n",
        footer = "  earlyview simulate --acquisitions 40 --scanners 8 --speed 600x --label --truth truth.csv")
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    ExamOption exam;

    @Option(
            names = "--acquisitions",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many scans (default: ${DEFAULT-VALUE}).")
    int acquisitions;

    @Option(
            names = "--scanners",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many scanners work side by side (default: ${DEFAULT-VALUE}).")
    int scanners;

    @Option(
            names = "--views",
            paramLabel = "all|needed|first N",
            arity = "1..2",
            defaultValue = "all",
            description = "all: every frame of the exam. needed: just those that a first score needs, such as the two "
                    + "opposite views of a DaTscan. first N: the patient can bear no more than N, and the scan is "
                    + "aborted (default: ${DEFAULT-VALUE}).")
    List<String> views = List.of();

    @Option(
            names = "--label",
            description = "Send the simulated reader's verdict, with a reader's mistakes, or the quantity after each "
                    + "scan.")
    boolean label;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which cohort of patients (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--mode",
            paramLabel = "normal|null|oracle",
            defaultValue = "normal",
            description = "How much the pictures say about the labels. null: nothing; what is found is a false alarm. "
                    + "oracle: nearly everything (default: ${DEFAULT-VALUE}).")
    SignalMode mode = SignalMode.NORMAL;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            split = ",",
            description = "Something that is wrong on purpose: leaked-patients, shuffled-labels, for mgmt "
                    + "confounded-sites, for raster-volume dropped-spacing, unscaled-labels.")
    List<SimulationFault> faults = List.of();

    @Option(
            names = "--speed",
            paramLabel = "1x|600x|max",
            defaultValue = "600x",
            description =
                    "1x: a scanner's own time, such as 30 s a stop of a DaTscan. 600x: ten minutes in a second. max: "
                            + "no waiting (default: ${DEFAULT-VALUE}).")
    String speed = "";

    @Option(
            names = "--truth",
            paramLabel = "FILE.csv",
            description = "Write acquisition id, simulated truth and label of each scan to this file.")
    Optional<Path> truth;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "The same run again is the same acquisitions; without it each run makes new ones.")
    Optional<String> run;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "16",
            description = "Most messages a scanner sends ahead of their receipts (default: ${DEFAULT-VALUE}).")
    int window;

    @Option(names = "--progress-json", description = "Print one JSON object a line for each step that has its receipt.")
    boolean json;

    @Mixin
    HelpOption help;

    @Spec
    CommandSpec spec;

    private final ExamCatalogue catalogue;
    private final Fleet fleet;
    private final Ingestion ingestion;

    SimulateCommand(ExamCatalogue catalogue, Fleet fleet, Ingestion ingestion) {
        this.catalogue = catalogue;
        this.fleet = fleet;
        this.ingestion = ingestion;
    }

    @Override
    public Integer call() throws InterruptedException {
        var err = spec.commandLine().getErr();
        try {
            FleetOrder order = order();
            Optional<String> problem = ingestion.problem();
            if (problem.isPresent()) {
                err.println("earlyview: " + SendReport.unreachableSentence(ingestion.address(), problem.get()));
                return ExitCode.UNREACHABLE;
            }
            Optional<TruthFile> truthFile = open();
            var report = new FleetReport(spec.commandLine().getOut(), err, acquisitions, truthFile, json);
            try {
                fleet.run(order, report);
            } finally {
                truthFile.ifPresent(TruthFile::close);
            }
            return report.finish();
        } catch (BadInput refusal) {
            err.println("earlyview: " + refusal.sentence());
            return ExitCode.BAD_INPUT;
        }
    }

    private FleetOrder order() throws BadInput {
        ExamDescriptor descriptor = exam.descriptor(catalogue);
        String wantedViews = String.join(" ", views);
        ViewSelection selection = ViewSelection.parse(wantedViews)
                .orElseThrow(
                        () -> new BadInput("Found --views '" + wantedViews + "', expected all, needed or first N."));
        Speed wantedSpeed = Speed.parse(speed)
                .orElseThrow(() -> new BadInput("Found --speed '" + speed + "', expected such as 1x, 600x or max."));
        try {
            return new FleetOrder(
                    descriptor,
                    run.orElseGet(Pseudonyms::randomId),
                    new CohortOrder(seed, mode, Set.copyOf(faults)),
                    acquisitions,
                    scanners,
                    selection,
                    label,
                    wantedSpeed,
                    window);
        } catch (IllegalArgumentException outOfRange) {
            throw new BadInput("--" + outOfRange.getMessage() + ".");
        }
    }

    private Optional<TruthFile> open() throws BadInput {
        if (truth.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TruthFile(truth.get()));
        } catch (IOException e) {
            throw new BadInput(truth.get() + " cannot be written; expected a file in an existing folder.");
        }
    }
}
