package io.earlyview.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.raster.RasterSettings;
import io.earlyview.gateway.source.simulation.raster.RasterSimulator;
import io.earlyview.gateway.streaming.FakeIngestion;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.Label;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fleets of the exams that are slices or channels, each with its real simulator. */
@Timeout(120)
class PlaneFleetTest {
    private static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<FleetStep> steps = new ConcurrentLinkedQueue<>();
    private FakeIngestion ingestion;
    private FakeIngestion.Way way;
    private Fleet fleet;

    @BeforeEach
    void start() {
        ingestion = new FakeIngestion();
        way = ingestion.connect();
        fleet = new Fleet(
                new Pseudonyms(() -> directory.resolve("pseudonym.key")), way.ingestion(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        way.close();
        ingestion.close();
    }

    @ParameterizedTest
    @CsvSource({"mgmt, all", "ctc, needed", "raster-volume, needed"})
    void everyPlaneComesInItsOrderAndFitsTheDescriptor(String name, String views) throws Exception {
        ExamDescriptor exam = exam(name);
        fleet.run(order(name, 1, views, CohortOrder.ofSeed(1)), steps::add);

        List<Frame> frames = frames();
        assertThat(frames).hasSize(exam.frames().expected()).allSatisfy(frame -> {
            assertThat(frame.getRows()).isEqualTo(exam.frames().rows());
            assertThat(frame.getColumns()).isEqualTo(exam.frames().columns());
            assertThat(frame.getView().getPlane()).isEqualTo(frame.getIndex());
            assertThat(frame.getSimulated()).isTrue();
            assertThat(frame.getView().getPlaneSpacingMm() > 0).isEqualTo(!name.equals("ctc"));
        });
        assertThat(frames.stream().map(Frame::getIndex).toList()).isSorted();
        assertThat(events().getLast().getCompleted().getFramesSent())
                .isEqualTo(exam.frames().expected());
        Label label = labels().getFirst();
        if (exam.target().classes().isEmpty()) {
            assertThat(label.getQuantity()).isBetween(20.0, 150.0);
        } else {
            assertThat(exam.target().classes()).contains(label.getClassName());
        }
    }

    @Test
    void aSweepTravelsAsTheSimulatorMadeIt() throws Exception {
        fleet.run(order("raster-volume", 2, "needed", CohortOrder.ofSeed(5)), steps::add);

        CohortCase made = new RasterSimulator(5, RasterSettings.of(SignalMode.NORMAL)).at(0);
        String first = ended().stream()
                .filter(end -> end.of().number() == 0)
                .findFirst()
                .orElseThrow()
                .of()
                .id()
                .hex();
        Frame slice = frames().stream()
                .filter(frame -> frame.getAcquisitionId().equals(first) && frame.getIndex() == 77)
                .findFirst()
                .orElseThrow();
        assertThat(ByteBuffer.wrap(slice.getPixels().toByteArray()))
                .isEqualTo(made.render().frame(77));
        assertThat(slice.getView().getRowSpacingMm())
                .isEqualTo(made.spacing().orElseThrow().rowMillimetres());
        assertThat(labels().stream().filter(label -> label.getAcquisitionId().equals(first)))
                .singleElement()
                .satisfies(label -> assertThat(label.getQuantity()).isEqualTo(made.label()));
        // Two sweeps of one organ are one patient's.
        assertThat(patients()).hasSize(2);
        assertThat(Set.copyOf(patients())).hasSize(1);
    }

    @Test
    void faultsChangeWhatIsSaidAndNotWhatIsSeen() throws Exception {
        fleet.run(order("raster-volume", 2, "first 1", CohortOrder.ofSeed(5)), steps::add);
        List<byte[]> before = pixels();
        List<Double> labels = quantities();
        var wrong = new CohortOrder(
                5, SignalMode.NORMAL, Set.of(SimulationFault.LEAKED_PATIENTS, SimulationFault.DROPPED_SPACING));
        fleet.run(order("raster-volume", 2, "first 1", wrong), steps::add);

        assertThat(frames().subList(2, 4))
                .allSatisfy(
                        frame -> assertThat(frame.getView().getRowSpacingMm()).isEqualTo(1));
        assertThat(pixels().subList(2, 4))
                .usingElementComparator(java.util.Arrays::compare)
                .isEqualTo(before);
        assertThat(quantities().subList(2, 4)).isEqualTo(labels);
        assertThat(Set.copyOf(patients())).hasSize(3);
        assertThat(ended().stream().map(end -> end.of().id()).distinct()).hasSize(4);
    }

    @Test
    void withoutSignalTheSameDaTscansHaveOtherLabels() throws Exception {
        int cases = 40;
        var nothing = new CohortOrder(3, SignalMode.NULL, Set.of());
        SimulatedCohort signal =
                Cohorts.of(exam("datscan"), CohortOrder.ofSeed(3), cases).orElseThrow();
        SimulatedCohort none = Cohorts.of(exam("datscan"), nothing, cases).orElseThrow();
        int told = 0;
        int toldNothing = 0;
        for (int number = 0; number < cases; number++) {
            SimulatedScan scan = none.prepare(number);
            assertThat(scan.truth()).isEqualTo(signal.prepare(number).truth());
            told += signal.prepare(number).label().equals(scan.truth()) ? 1 : 0;
            toldNothing += scan.label().equals(scan.truth()) ? 1 : 0;
        }
        assertThat(told).isGreaterThan(33);
        assertThat(toldNothing).isLessThan(30);
    }

    @Test
    void unscaledLabelsAreCopiesOfOtherSizeWithTheLabelOfTheOriginal() {
        var wrong = new CohortOrder(5, SignalMode.NORMAL, Set.of(SimulationFault.UNSCALED_LABELS));
        SimulatedCohort cohort = Cohorts.of(exam("raster-volume"), wrong, 4).orElseThrow();
        SimulatedScan original = cohort.prepare(0);
        SimulatedScan copy = cohort.prepare(1);
        assertThat(copy.label()).isEqualTo(original.label());
        assertThat(copy.truth()).isNotEqualTo(original.truth());
        assertThat(copy.patient()).isEqualTo(original.patient());
    }

    @Test
    void anOrderThatNoSimulatorCanFollowIsRefused() {
        ExamDescriptor ctc = exam("ctc");
        var other =
                new ExamDescriptor("chest", ctc.title(), ctc.frames(), ctc.neededViews(), ctc.target(), ctc.training());
        assertThatThrownBy(() -> order(other, 1, "all", CohortOrder.ofSeed(1)))
                .hasMessageContaining("exam is chest")
                .hasMessageContaining("ctc, datscan, mgmt, raster-volume");
        var dropped = new CohortOrder(1, SignalMode.NORMAL, Set.of(SimulationFault.DROPPED_SPACING));
        assertThatThrownBy(() -> order("ctc", 1, "all", dropped))
                .hasMessageContaining("fault is dropped-spacing, and ctc can have shuffled-labels, leaked-patients");
    }

    private static ExamDescriptor exam(String name) {
        return ExamCatalogue.bundled().find(name).orElseThrow();
    }

    private static FleetOrder order(String exam, int acquisitions, String views, CohortOrder patients) {
        return order(exam(exam), acquisitions, views, patients);
    }

    private static FleetOrder order(ExamDescriptor exam, int acquisitions, String views, CohortOrder patients) {
        return new FleetOrder(
                exam,
                "run",
                patients,
                acquisitions,
                1,
                ViewSelection.parse(views).orElseThrow(),
                true,
                MAX,
                8);
    }

    private Stream<IntakeRequest> taken() {
        return ingestion.taken().stream();
    }

    private List<Frame> frames() {
        return taken().filter(IntakeRequest::hasFrame)
                .map(IntakeRequest::getFrame)
                .toList();
    }

    private List<byte[]> pixels() {
        List<byte[]> pixels = new ArrayList<>();
        frames().forEach(frame -> pixels.add(frame.getPixels().toByteArray()));
        return pixels;
    }

    private List<Label> labels() {
        return taken().filter(IntakeRequest::hasLabel)
                .map(IntakeRequest::getLabel)
                .toList();
    }

    private List<Double> quantities() {
        return labels().stream().map(Label::getQuantity).toList();
    }

    private List<AcquisitionEvent> events() {
        return taken().filter(IntakeRequest::hasAcquisition)
                .map(IntakeRequest::getAcquisition)
                .toList();
    }

    private List<String> patients() {
        return events().stream()
                .filter(AcquisitionEvent::hasStarted)
                .map(event -> event.getStarted().getPatientPseudonym())
                .toList();
    }

    private List<FleetStep.Ended> ended() {
        return steps.stream()
                .filter(FleetStep.Ended.class::isInstance)
                .map(FleetStep.Ended.class::cast)
                .toList();
    }
}
