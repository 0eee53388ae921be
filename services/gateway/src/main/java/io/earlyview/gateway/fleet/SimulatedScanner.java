package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.gateway.fleet.FleetStep.SimulatedAcquisition;
import io.earlyview.gateway.streaming.AcquisitionSender;
import io.earlyview.gateway.streaming.Delivery;
import io.earlyview.gateway.streaming.IntakeStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** One simulated scanner: takes patient after patient and streams each view when its stop is over. */
final class SimulatedScanner {
    private final int scanner;
    private final FleetOrder order;
    private final SimulatedCohort cohort;
    private final Pseudonyms pseudonyms;
    private final FleetListener listener;
    private final InstantSource clock;
    private final Pace pace;

    SimulatedScanner(
            int scanner,
            FleetOrder order,
            SimulatedCohort cohort,
            Pseudonyms pseudonyms,
            FleetListener listener,
            InstantSource clock,
            Pace pace) {
        this.scanner = scanner;
        this.order = order;
        this.cohort = cohort;
        this.pseudonyms = pseudonyms;
        this.listener = listener;
        this.clock = clock;
        this.pace = pace;
    }

    /** Takes every case whose number is this scanner's, until all are done, the fleet is stopped or ingestion lost. */
    void run(IntakeStream stream) throws InterruptedException {
        // Scanners of a hospital do not begin in step.
        boolean goesOn = pace.sleep(cohortOffset());
        for (int number = scanner; goesOn && number < order.acquisitions(); number += order.scanners()) {
            SimulatedScan scan = cohort.prepare(number);
            goesOn = scan(number, scan, stream) && pace.sleep(scan.times().change());
        }
    }

    private Duration cohortOffset() {
        return Duration.ofSeconds(30).multipliedBy(scanner).dividedBy(order.scanners());
    }

    /** False when nothing should follow. */
    private boolean scan(int number, SimulatedScan scan, IntakeStream stream) throws InterruptedException {
        Acquisition acquisition = describe(number, scan);
        LabelValue label = scan.label();
        var simulated = new SimulatedAcquisition(
                acquisition.id(),
                number,
                scanner,
                acquisition.expectedFrames(),
                scan.truth().text(),
                label.text());
        var sender = new AcquisitionSender(stream, acquisition, clock);
        var receipts = new StepReceipts(simulated, listener);
        sender.start().thenAccept(receipts::started);
        EndOfScan end = takeViews(scan, sender, receipts);
        sender.end(end).thenAccept(receipts::other);
        if (order.labelled() && end != EndOfScan.OPERATOR) {
            sender.label(new ScanLabel(label, ScanLabel.Author.SIMULATOR, false))
                    .thenAccept(receipts::other);
        }
        // Everything has its receipt before the next patient comes: a real scanner has that pause, too.
        Delivery delivery = sender.delivery().join();
        if (delivery instanceof Delivery.Lost(String reason)) {
            listener.step(new FleetStep.Lost(simulated, reason));
            return false;
        }
        listener.step(new FleetStep.Ended(simulated, end, sender.framesSent()));
        return end != EndOfScan.OPERATOR;
    }

    private EndOfScan takeViews(SimulatedScan scan, AcquisitionSender sender, StepReceipts receipts)
            throws InterruptedException {
        for (List<Integer> stop : scan.stops()) {
            if (!pace.sleep(scan.times().stop())) {
                return EndOfScan.OPERATOR;
            }
            for (int index : stop) {
                if (!wanted(index)) {
                    continue;
                }
                sender.frame(scan.frame(index)).thenAccept(receipt -> receipts.frame(receipt, index));
                if (order.views() instanceof ViewSelection.First(int views) && sender.framesSent() == views) {
                    return views < order.exam().frames().expected() ? EndOfScan.PATIENT : EndOfScan.COMPLETED;
                }
            }
            if (order.views() instanceof ViewSelection.Needed
                    && sender.framesSent() == order.exam().neededFrames().size()) {
                return EndOfScan.COMPLETED;
            }
        }
        return EndOfScan.COMPLETED;
    }

    private boolean wanted(int index) {
        return switch (order.views()) {
            case ViewSelection.All all -> true;
            case ViewSelection.First first -> true;
            case ViewSelection.Needed needed -> isNeeded(index, order.exam());
        };
    }

    private static boolean isNeeded(int index, ExamDescriptor exam) {
        double angle = index * exam.frames().angularStepDegrees() % 360;
        return exam.neededFrames().stream().anyMatch(needed -> needed.accepts(angle, index));
    }

    private Acquisition describe(int number, SimulatedScan scan) {
        String exam = order.exam().exam();
        CohortOrder patients = order.patients();
        // The patient is the same in every run of this seed, so that no run's scan is tested on another run's training.
        return new Acquisition(
                pseudonyms.acquisition("simulated:" + order.run() + ":" + exam + ":" + patients.seed() + ":"
                        + patients.variant() + ":" + number),
                pseudonyms.patient("simulated:" + patients.seed() + ":" + scan.patient()),
                pseudonyms.scanner("simulated:" + scanner),
                exam,
                order.exam().frames().expected(),
                scan.spacing(),
                true);
    }
}
