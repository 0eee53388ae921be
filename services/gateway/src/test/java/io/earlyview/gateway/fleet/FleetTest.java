package io.earlyview.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.streaming.FakeIngestion;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.RefusalCause;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet with the real simulator against an ingestion of the test's own. */
@Timeout(120)
class FleetTest {
    private static final ExamDescriptor DATSCAN =
            ExamCatalogue.bundled().find("datscan").orElseThrow();
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

    @Test
    void twoViewsAreTheOppositeOnesAndTheScanIsCompleted() throws Exception {
        fleet.run(order("run", 6, 3, new ViewSelection.Needed(), true, MAX), steps::add);

        Map<String, List<IntakeRequest>> acquisitions = acquisitions();
        assertThat(acquisitions).hasSize(6);
        assertThat(acquisitions.values()).allSatisfy(requests -> {
            assertThat(requests).hasSize(5);
            assertThat(requests.get(0).getAcquisition().getStarted().getSimulated())
                    .isTrue();
            assertThat(requests.get(1).getFrame().getView().getAngleDegrees()).isZero();
            assertThat(requests.get(1).getFrame().getView().getDetector()).isEqualTo(1);
            assertThat(requests.get(2).getFrame().getView().getAngleDegrees()).isEqualTo(180);
            assertThat(requests.get(2).getFrame().getView().getDetector()).isEqualTo(2);
            assertThat(requests.get(2).getFrame().getIndex()).isEqualTo(60);
            assertThat(requests.get(2).getFrame().getSimulated()).isTrue();
            assertThat(requests.get(3).getAcquisition().getCompleted().getFramesSent())
                    .isEqualTo(2);
            assertThat(requests.get(4).getLabel().getSource()).isEqualTo(LabelSource.LABEL_SOURCE_SIMULATOR);
        });
        assertThat(scanners()).hasSize(3);
    }

    @Test
    void labelsSentAreTheSimulatedReadersNotTheTruth() throws Exception {
        fleet.run(order("run", 30, 4, new ViewSelection.Needed(), true, MAX), steps::add);

        Map<String, String> sent = ingestion.taken().stream()
                .filter(IntakeRequest::hasLabel)
                .collect(
                        Collectors.toMap(request -> request.getLabel().getAcquisitionId(), request -> request.getLabel()
                                .getClassName()));
        List<FleetStep.Ended> ended = ended();
        assertThat(ended).hasSize(30).allSatisfy(end -> assertThat(sent)
                .containsEntry(end.of().id().hex(), end.of().label()));
        assertThat(ended.stream().map(end -> end.of().truth()).collect(Collectors.toSet()))
                .isEqualTo(Set.of("normal", "abnormal"));
    }

    @Test
    void aWholeRotationComesStopByStopFromBothHeads() throws Exception {
        fleet.run(order("run", 1, 1, new ViewSelection.All(), false, MAX), steps::add);

        List<Integer> indices = ingestion.taken().stream()
                .filter(IntakeRequest::hasFrame)
                .map(request -> request.getFrame().getIndex())
                .toList();
        assertThat(indices).hasSize(120).startsWith(0, 60, 1, 61, 2, 62);
        assertThat(new HashSet<>(indices)).hasSize(120);
        assertThat(ended().getFirst().end()).isEqualTo(EndOfScan.COMPLETED);
        assertThat(steps.stream().filter(FleetStep.FrameTaken.class::isInstance))
                .hasSize(120);
    }

    @Test
    void whoCannotGoOnIsAborted() throws Exception {
        fleet.run(order("run", 2, 2, new ViewSelection.First(5), false, MAX), steps::add);

        assertThat(ended()).allSatisfy(end -> {
            assertThat(end.end()).isEqualTo(EndOfScan.PATIENT);
            assertThat(end.framesSent()).isEqualTo(5);
        });
        assertThat(events(AcquisitionEvent.EventCase.ABORTED)).hasSize(2);
        assertThat(events(AcquisitionEvent.EventCase.COMPLETED)).isEmpty();
    }

    @Test
    void theSameRunAgainIsTheSameAcquisitionsAndAnotherIsNotButThePatientsAre() throws Exception {
        fleet.run(order("monday", 2, 2, new ViewSelection.Needed(), false, MAX), steps::add);
        fleet.run(order("monday", 2, 1, new ViewSelection.Needed(), false, MAX), steps::add);
        assertThat(acquisitions()).hasSize(2);

        fleet.run(order("tuesday", 2, 2, new ViewSelection.Needed(), false, MAX), steps::add);
        assertThat(acquisitions()).hasSize(4);
        assertThat(events(AcquisitionEvent.EventCase.STARTED).stream()
                        .map(event -> event.getStarted().getPatientPseudonym())
                        .collect(Collectors.toSet()))
                .hasSize(2);
    }

    @Test
    void refusalsAreStepsAndTheFleetGoesOn() throws Exception {
        ingestion.refuse(request -> request.hasFrame() && request.getFrame().getIndex() == 60
                ? Optional.of(FakeIngestion.refusal(RefusalCause.REFUSAL_CAUSE_WRONG_GEOMETRY, "angle"))
                : Optional.empty());

        fleet.run(order("run", 3, 1, new ViewSelection.Needed(), false, MAX), steps::add);

        assertThat(steps.stream().filter(FleetStep.Refused.class::isInstance)).hasSize(3);
        assertThat(ended()).hasSize(3);
    }

    @Test
    void aStoppedFleetSaysThatTheOperatorBrokeOff() throws Exception {
        var running = Thread.ofVirtual().start(() -> {
            try {
                fleet.run(order("run", 100, 4, new ViewSelection.All(), true, new Speed(100)), steps::add);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> steps.stream().anyMatch(FleetStep.FrameTaken.class::isInstance));

        fleet.stop(Duration.ofSeconds(30));
        running.join();

        int started = events(AcquisitionEvent.EventCase.STARTED).size();
        assertThat(started).isPositive();
        assertThat(events(AcquisitionEvent.EventCase.ABORTED).size()
                        + events(AcquisitionEvent.EventCase.COMPLETED).size())
                .isEqualTo(started);
        assertThat(ended()).anySatisfy(end -> assertThat(end.end()).isEqualTo(EndOfScan.OPERATOR));
    }

    @Test
    void aLostIngestionEndsTheFleet() throws Exception {
        ingestion.react(number -> FakeIngestion.Reaction.BREAK);

        fleet.run(order("run", 9, 3, new ViewSelection.Needed(), false, MAX), steps::add);

        assertThat(steps).hasSize(3).allSatisfy(step -> assertThat(step).isInstanceOf(FleetStep.Lost.class));
    }

    private static FleetOrder order(
            String run, int acquisitions, int scanners, ViewSelection views, boolean labelled, Speed speed) {
        return new FleetOrder(DATSCAN, run, CohortOrder.ofSeed(1), acquisitions, scanners, views, labelled, speed, 8);
    }

    private List<FleetStep.Ended> ended() {
        return steps.stream()
                .filter(FleetStep.Ended.class::isInstance)
                .map(FleetStep.Ended.class::cast)
                .toList();
    }

    private List<AcquisitionEvent> events(AcquisitionEvent.EventCase kind) {
        return ingestion.taken().stream()
                .filter(IntakeRequest::hasAcquisition)
                .map(IntakeRequest::getAcquisition)
                .filter(event -> event.getEventCase() == kind)
                .toList();
    }

    private Set<String> scanners() {
        return events(AcquisitionEvent.EventCase.STARTED).stream()
                .map(event -> event.getStarted().getScannerPseudonym())
                .collect(Collectors.toSet());
    }

    private Map<String, List<IntakeRequest>> acquisitions() {
        return ingestion.taken().stream().collect(Collectors.groupingBy(request -> switch (request.getContentCase()) {
            case ACQUISITION -> request.getAcquisition().getAcquisitionId();
            case FRAME -> request.getFrame().getAcquisitionId();
            case LABEL -> request.getLabel().getAcquisitionId();
            case CONTENT_NOT_SET -> "";
        }));
    }
}
