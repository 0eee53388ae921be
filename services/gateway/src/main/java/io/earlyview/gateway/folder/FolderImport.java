package io.earlyview.gateway.folder;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ScanReading;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.source.ScanReader;
import io.earlyview.gateway.streaming.AcquisitionSender;
import io.earlyview.gateway.streaming.Delivery;
import io.earlyview.gateway.streaming.Ingestion;
import io.earlyview.gateway.streaming.IntakeStream;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Imports a folder: file after file is read, checked and sent over one stream, whose window keeps memory bounded. A
 * bad file is refused and the next one goes on. The acquisition's id rests on exam, patient and frames, so a second
 * import makes nothing twice.
 */
@Singleton
public final class FolderImport {
    private static final String SCANNER = "files";

    private final ScanReader reader;
    private final Pseudonyms pseudonyms;
    private final Ingestion ingestion;
    private final InstantSource clock;

    public FolderImport(ScanReader reader, Pseudonyms pseudonyms, Ingestion ingestion, InstantSource clock) {
        this.reader = reader;
        this.pseudonyms = pseudonyms;
        this.ingestion = ingestion;
        this.clock = clock;
    }

    /** Reads and checks everything, sends nothing. */
    public ImportSummary check(FolderPlan plan, ExamDescriptor exam, ImportProgress progress) {
        var tally = new ImportTally(plan, progress);
        Map<String, PlannedFile> seen = new HashMap<>();
        for (PlannedFile file : plan.files()) {
            read(file, exam, seen, tally).ifPresent(scan -> tally.taken(file));
        }
        return tally.summary();
    }

    /** Reads, checks and sends; returns when every receipt is there or ingestion was lost. */
    public ImportSummary send(FolderPlan plan, ExamDescriptor exam, ImportProgress progress)
            throws InterruptedException {
        var tally = new ImportTally(plan, progress);
        Map<String, PlannedFile> seen = new HashMap<>();
        try (IntakeStream stream = ingestion.open()) {
            for (PlannedFile file : plan.files()) {
                if (tally.isLost()) {
                    break;
                }
                Optional<Scan> scan = read(file, exam, seen, tally);
                if (scan.isPresent()) {
                    send(file, scan.get(), stream, tally);
                }
            }
        }
        return tally.summary();
    }

    private Optional<Scan> read(
            PlannedFile file, ExamDescriptor exam, Map<String, PlannedFile> seen, ImportTally tally) {
        switch (reader.read(file.path(), exam)) {
            case ScanReading.Refused(String reason) -> tally.refused(file, reason);
            case ScanReading.Read(Scan scan) -> {
                Optional<String> objection = spacingObjection(file.spacing(), scan.spacing(), exam);
                if (objection.isPresent()) {
                    tally.refused(file, objection.get());
                    return Optional.empty();
                }
                PlannedFile earlier = seen.putIfAbsent(scan.contentDigest(), file);
                if (earlier == null) {
                    return Optional.of(scan);
                }
                String whose = earlier.patient().equals(file.patient()) ? "" : " of another patient";
                tally.refused(
                        file, "Found the same frames as in " + earlier.name() + whose + ", expected each scan once.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> spacingObjection(Spacing inTable, Spacing inFile, ExamDescriptor exam) {
        if (!inTable.agreesWith(inFile)) {
            return Optional.of("Found spacing '" + inTable.text() + "' in the table and '" + inFile.text()
                    + "' in the file, expected the same.");
        }
        return exam.frames().spacingNeeded() && !inTable.known() && !inFile.known()
                ? Optional.of(
                        "Found no spacing, neither in the file nor in the table, expected millimetres between planes, "
                                + "rows and columns such as '0.8 0.5 0.5'.")
                : Optional.empty();
    }

    private void send(PlannedFile file, Scan scan, IntakeStream stream, ImportTally tally) throws InterruptedException {
        var sender = new AcquisitionSender(stream, describe(file, scan), clock);
        sender.start();
        for (Projection projection : scan.projections()) {
            sender.frame(projection);
        }
        sender.end(EndOfScan.COMPLETED);
        if (file.label().isPresent()) {
            sender.label(file.label().get());
        }
        sender.whenDelivered(delivery -> {
            switch (delivery) {
                case Delivery.Complete complete -> tally.taken(file);
                case Delivery.Refused refused -> tally.refused(file, "Ingestion refused it: " + refused.explanation());
                case Delivery.Lost(String reason) -> tally.lost(reason);
            }
        });
    }

    private Acquisition describe(PlannedFile file, Scan scan) {
        return new Acquisition(
                pseudonyms.acquisitionOf(scan.exam(), file.patient(), scan.contentDigest()),
                pseudonyms.patient(file.patient()),
                pseudonyms.scanner(SCANNER),
                scan.exam(),
                scan.expectedFrames(),
                file.spacing().known() ? file.spacing() : scan.spacing(),
                false);
    }
}
