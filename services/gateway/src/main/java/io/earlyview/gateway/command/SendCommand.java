package io.earlyview.gateway.command;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.gateway.domain.ScanReading;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.scores.ScoreAnswer;
import io.earlyview.gateway.scores.ScoreInquiry;
import io.earlyview.gateway.source.ScanReader;
import io.earlyview.gateway.streaming.AcquisitionSender;
import io.earlyview.gateway.streaming.Delivery;
import io.earlyview.gateway.streaming.Ingestion;
import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one file and shows its score. */
@Dependent
@Command(
        name = "send",
        sortOptions = false,
        description = {
            "Sends one scan from a NumPy or NRRD file, de-identified, and prints its score.",
            "A DaTscan's array has the shape (120, 128, 128), or (2, 128, 128) for the views at 0 and 180 degrees; of "
                    + "other exams all slices or channels. The whole file is checked before anything is sent.",
            ResearchUse.SENTENCE
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Taken; with --wait also scored.",
            "1:Ingestion refused it.",
            "2:The file or the command line is wrong; nothing was sent.",
            "3:Ingestion or results cannot be reached.",
            "4:Taken, but there is no score (yet)."
        })
final class SendCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The array of frames: .npy, .nrrd or .nhdr.")
    Path file;

    @Mixin
    ExamOption exam;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "The patient's id. Only a keyed pseudonym of it leaves this machine. Without it the scan "
                    + "belongs to a patient of its own.")
    Optional<String> patient;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "The reader's verdict, such as abnormal, or the quantity that was measured.")
    Optional<String> label;

    @Option(
            names = "--author-saw-score",
            description = "The label's author had seen EarlyView's score; the label is then kept out of training.")
    boolean authorSawScore;

    @Option(
            names = "--spacing",
            paramLabel = "P,R,C",
            description = "Millimetres between planes, rows and columns, such as 0.8,0.5,0.5; needed where a volume is "
                    + "to be told and the file does not say it.")
    Optional<String> spacing;

    @Option(
            names = "--acquisition",
            paramLabel = "UID",
            description = "Your name for this acquisition: sent again under the same name it stays one acquisition. "
                    + "Only a keyed pseudonym of it leaves this machine. Without it each send is a new acquisition.")
    Optional<String> acquisition;

    @Option(
            names = "--scanner",
            paramLabel = "NAME",
            defaultValue = "files",
            description = "The scanner's name, sent as a pseudonym (default: ${DEFAULT-VALUE}).")
    String scanner = "";

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the score, up to 30 s (default); --no-wait does not.")
    boolean wait;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    @Mixin
    HelpOption help;

    @Spec
    CommandSpec spec;

    private static final String NEEDS_SPACING =
            " needs --spacing, the millimetres between planes, rows and columns, such as 0.8,0.5,0.5";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExamCatalogue catalogue;
    private final ScanReader reader;
    private final Pseudonyms pseudonyms;
    private final Ingestion ingestion;
    private final ScoreInquiry inquiry;
    private final InstantSource clock;

    SendCommand(
            ExamCatalogue catalogue,
            ScanReader reader,
            Pseudonyms pseudonyms,
            Ingestion ingestion,
            ScoreInquiry inquiry,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.reader = reader;
        this.pseudonyms = pseudonyms;
        this.ingestion = ingestion;
        this.inquiry = inquiry;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        var report = new SendReport(spec.commandLine(), json);
        try {
            ExamDescriptor descriptor = exam.descriptor(catalogue);
            Optional<ScanLabel> verdict = verdict(descriptor);
            Optional<Spacing> given = spacing(descriptor);
            Scan scan = scan(descriptor);
            Spacing distances = distances(given, scan, descriptor);
            Optional<String> problem = ingestion.problem();
            return problem.isPresent()
                    ? report.unreachable(ingestion.address(), problem.get())
                    : send(scan, distances, verdict, report);
        } catch (BadInput refusal) {
            return report.badInput(refusal.sentence());
        }
    }

    private int send(Scan scan, Spacing distances, Optional<ScanLabel> verdict, SendReport report)
            throws InterruptedException {
        var described = new Acquisition(
                pseudonyms.acquisition(acquisition.orElseGet(Pseudonyms::randomId)),
                pseudonyms.patient(patient.orElseGet(Pseudonyms::randomId)),
                pseudonyms.scanner(scanner),
                scan.exam(),
                scan.expectedFrames(),
                distances,
                false);
        Delivery delivery;
        try (var stream = ingestion.open()) {
            var sender = new AcquisitionSender(stream, described, clock);
            sender.start();
            for (Projection projection : scan.projections()) {
                sender.frame(projection);
            }
            sender.end(EndOfScan.COMPLETED);
            if (verdict.isPresent()) {
                sender.label(verdict.get());
            }
            delivery = sender.delivery().join();
        }
        return switch (delivery) {
            case Delivery.Lost(String reason) -> report.lost(described.id(), reason);
            case Delivery.Refused refused -> report.refused(described.id(), refused);
            case Delivery.Complete complete
            when !wait -> report.sent(described.id(), scan.projections().size());
            case Delivery.Complete complete -> {
                ScoreAnswer answer = inquiry.await(described.id(), scan.exam(), PATIENCE);
                yield report.scored(described.id(), scan.projections().size(), answer, inquiry.address());
            }
        };
    }

    private Scan scan(ExamDescriptor descriptor) throws BadInput {
        return switch (reader.read(file, descriptor)) {
            case ScanReading.Read(Scan scan) -> scan;
            case ScanReading.Refused(String reason) -> throw new BadInput(file + " is not taken. " + reason);
        };
    }

    private Optional<ScanLabel> verdict(ExamDescriptor descriptor) throws BadInput {
        if (label.isEmpty()) {
            if (authorSawScore) {
                throw new BadInput("--author-saw-score says something of a label, expected --label beside it.");
            }
            return Optional.empty();
        }
        LabelValue value = LabelValue.read(label.get(), descriptor.target().classes())
                .orElseThrow(() -> new BadInput("Unknown label '" + label.get() + "', expected "
                        + LabelValue.expected(descriptor.target().classes()) + "."));
        return Optional.of(new ScanLabel(value, ScanLabel.Author.READER, authorSawScore));
    }

    private Optional<Spacing> spacing(ExamDescriptor descriptor) throws BadInput {
        if (spacing.isEmpty()) {
            if (descriptor.frames().spacingNeeded() && !ScanReader.maySaySpacing(file.toString())) {
                throw new BadInput(descriptor.exam() + NEEDS_SPACING + ".");
            }
            return Optional.empty();
        }
        return Optional.of(Spacing.read(spacing.get())
                .orElseThrow(() -> new BadInput("Unknown spacing '" + spacing.get()
                        + "', expected three numbers of millimetres above 0, such as 0.8,0.5,0.5.")));
    }

    private static Spacing distances(Optional<Spacing> given, Scan scan, ExamDescriptor descriptor) throws BadInput {
        Spacing inFile = scan.spacing();
        if (given.isPresent() && !given.get().agreesWith(inFile)) {
            throw new BadInput("The file says spacing " + inFile.text() + " and --spacing says "
                    + given.get().text() + ", expected the same.");
        }
        Spacing distances = given.orElse(inFile);
        if (descriptor.frames().spacingNeeded() && !distances.known()) {
            throw new BadInput(descriptor.exam() + NEEDS_SPACING + "; the file does not say it.");
        }
        return distances;
    }
}
