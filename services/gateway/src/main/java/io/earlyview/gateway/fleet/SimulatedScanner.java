package io.earlyview.gateway.fleet;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.fleet.FleetStep.SimulatedAcquisition;
import io.earlyview.gateway.streaming.AcquisitionSender;
import io.earlyview.gateway.streaming.Delivery;
import io.earlyview.gateway.streaming.IntakeStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** One simulated scanner: takes patient after patient and streams each view when its stop is over. */
final class SimulatedScanner {
    /** Between two patients. */
    private static final Duration CHANGE_OF_PATIENT = Duration.ofMinutes(2);

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
            goesOn = scan(number, stream) && pace.sleep(CHANGE_OF_PATIENT);
        }
    }

    private Duration cohortOffset() {
        return Duration.ofSeconds(30).multipliedBy(scanner).dividedBy(order.scanners());
    }

    /** False when nothing should follow. */
    private boolean scan(int number, IntakeStream stream) throws InterruptedException {
        SimulatedScan scan = cohort.prepare(number);
        Acquisition acquisition = describe(number);
        var simulated = new SimulatedAcquisition(
                acquisition.id(), number, scanner, acquisition.expectedFrames(), scan.truth(), scan.label());
        var sender = new AcquisitionSender(stream, acquisition, clock);
        var receipts = new StepReceipts(simulated, listener);
        sender.start().thenAccept(receipts::started);
        EndOfScan end = takeViews(scan, sender, receipts);
        sender.end(end).thenAccept(receipts::other);
        if (order.labelled() && end != EndOfScan.OPERATOR) {
            sender.label(new ScanLabel(new LabelValue.ClassName(scan.label()), ScanLabel.Author.SIMULATOR, false))
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
            if (!pace.sleep(scan.stopDuration())) {
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
                    && sender.framesSent() == order.exam().neededViews().size()) {
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
        for (NeededView needed : exam.neededViews()) {
            if (needed.accepts(angle, 0)) {
                return true;
            }
        }
        return false;
    }

    private Acquisition describe(int number) {
        // The patient is the same in every run of this seed, so that no run's scan is tested on another run's training.
        return new Acquisition(
                pseudonyms.acquisition("simulated:" + order.run() + ":" + order.seed() + ":" + number),
                pseudonyms.patient("simulated:" + order.seed() + ":" + number),
                pseudonyms.scanner("simulated:" + scanner),
                order.exam().exam(),
                order.exam().frames().expected(),
                Spacing.UNKNOWN,
                true);
    }
}
