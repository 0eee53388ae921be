package io.earlyview.training.runs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.testing.KafkaResource;
import io.earlyview.training.TopicProbe;
import io.earlyview.training.curation.CatchingUp;
import io.earlyview.training.curation.DataSetReader;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.release.PromotionConfig;
import io.earlyview.training.release.Promotions;
import io.earlyview.training.release.ReleasePublication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs whose process ends under them and is started again, against a real broker. The process is played: what it holds in
 * memory is dropped without a word, and another set of the same objects is made on what it left on disk.
 */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResumptionIT {
    private static final int EXAMPLES = 64;
    private static final int EPOCHS = 4;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    CatchingUp curation;

    @Inject
    DataSetReader dataSets;

    @Inject
    GateKeeping gate;

    @Inject
    LockedSets lockedSets;

    @Inject
    Promotions promotions;

    @Inject
    PromotionConfig promotion;

    @Inject
    ReleasePublication publication;

    @Inject
    ExamCatalogue exams;

    @Inject
    OpenTelemetry telemetry;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    /** What a process would hold. */
    private final class Service {
        private final RunBoardTest.Settings settings = new RunBoardTest.Settings(directory);
        private final RunFiles files = new RunFiles(settings, json);
        private final CheckpointFiles checkpoints = new CheckpointFiles(settings, json);
        private final RunBoard board = new RunBoard(files, clock);
        private final RunMetrics metrics = new RunMetrics(new SimpleMeterRegistry());
        private final ReleaseStep release =
                new ReleaseStep(gate, lockedSets, publication, promotions, promotion, board, settings, clock);
        private final RunSteps steps = new RunSteps(
                new Beginnings(curation, dataSets, checkpoints, settings),
                dataSets,
                checkpoints,
                lockedSets,
                release,
                board,
                metrics,
                settings,
                clock);
        private final RunLeader leader =
                new RunLeader(steps, board, files, checkpoints, metrics, exams, settings, promotion, telemetry, clock);

        Service() {
            board.restore();
        }

        Run begin(String runId) {
            return begin(runId, EPOCHS);
        }

        Run begin(String runId, int epochs) {
            FittingPlan plan = new FittingPlan(exam(), "compact-residual", epochs, 8, 3e-3, 0.3, 5);
            Run run = Run.accepted(runId, PlanEntry.of(plan, true), StartedBy.PERSON, clock.instant());
            board.store(run);
            return run;
        }

        Run run(String runId) {
            return board.find(runId).orElseThrow();
        }

        /** Waits until the run has come so far. */
        Run await(String runId, Predicate<Run> far) {
            return org.awaitility.Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> run(runId), far);
        }
    }

    /** Nothing after it happens in the process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void examplesAndLabels() {
        try (TopicProbe probe = new TopicProbe(bootstrapServers)) {
            if (probe.read("labels").isEmpty()) {
                for (int i = 0; i < EXAMPLES; i++) {
                    String id = "planted-%03d".formatted(i);
                    probe.write("examples", id, PlantedDatscans.example(id, i % 2 == 0, 100 + i));
                    probe.write("labels", id, PlantedDatscans.label(id, i % 2 == 0, false));
                }
            }
        }
    }

    @Test
    @Order(1)
    void killedInItsThirdEpochItGoesOnFromTheSecondToTheSameBytes() {
        Service whole = new Service();
        Run expected = whole.steps.conduct(whole.begin("whole"), exam(), () -> false);
        assertEquals(RunState.RELEASED, expected.state(), expected.sentence());
        whole.board.store(expected);
        killedInEpoch3("killed");
        assertTrue(Files.exists(directory.resolve("killed.checkpoint")));

        Service again = new Service();
        assertEquals(RunState.READING, again.run("killed").state());
        again.leader.takeUp(new StartupEvent());
        Run fitting = again.await("killed", run -> run.state() != RunState.READING);
        Run ended = again.await("killed", Run::finished);

        assertEquals("Resumed from epoch 2.", fitting.sentence());
        assertEquals(RunState.RELEASED, ended.state(), ended.sentence());
        assertEquals(expected.release().artifactSha256(), ended.release().artifactSha256());
        assertEquals(expected.evaluation(), ended.evaluation());
        assertEquals(expected.findings(), ended.findings());
        assertEquals(losses(expected), losses(ended));
        assertEquals(new ResumptionEntry(1, 2, 0, "Resumed from epoch 2."), ended.resumption());
        await("an ended run's checkpoint goes").until(() -> !Files.exists(directory.resolve("killed.checkpoint")));
        assertTrue(new Service().board.leftOver().isEmpty());
    }

    @Test
    @Order(2)
    void aBrokenCheckpointMeansEpoch0AndIsSaid() throws Exception {
        killedInEpoch3("broken");
        Path file = directory.resolve("broken.checkpoint");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        Run fitting = takenUpAndCancelled("broken");

        assertTrue(
                fitting.sentence()
                        .startsWith("Begun again from epoch 0 on the same data: the checkpoint cannot be read: its "),
                fitting.sentence());
        assertEquals(0, fitting.resumption().fromEpoch());
        assertEquals(List.of(), fitting.history());
    }

    @Test
    @Order(3)
    void stoppedWithTheServiceItGoesOnToo() throws Exception {
        Service first = new Service();
        // So many that it is not done before anybody has seen its first.
        first.begin("stopped", 100 * EPOCHS);
        Service second = new Service();
        second.leader.takeUp(new StartupEvent());
        second.await("stopped", run -> !run.history().isEmpty());
        second.leader.stop(new ShutdownEvent());

        Run stopped = second.run("stopped");
        assertEquals(RunState.INTERRUPTED, stopped.state());
        assertEquals(
                "The service stopped while this run was going on; the run goes on when it is started again.",
                stopped.sentence());
        int done = stopped.history().size();
        Run fitting = takenUpAndCancelled("stopped");
        assertEquals("Resumed from epoch " + done + ".", fitting.sentence());
        assertEquals(stopped.history(), fitting.history());
    }

    @Test
    @Order(4)
    void whoWasErasedMeanwhileIsNotTrainedOnAgainAndTheCheckpointIsNotUsed() {
        killedInEpoch3("erased");
        Run before = new Service().run("erased");
        try (TopicProbe probe = new TopicProbe(bootstrapServers)) {
            probe.write("examples", "planted-001", null);
            probe.write("labels", "planted-002", null);
        }

        Run fitting = takenUpAndCancelled("erased");

        assertEquals(
                "Begun again from epoch 0 on the current data: 2 of its examples have been erased since.",
                fitting.sentence());
        assertEquals(EXAMPLES, before.dataSet().examples());
        assertEquals(EXAMPLES - 2, fitting.dataSet().examples());
        assertEquals(2, fitting.dataSet().leftOut().erased());
        assertNotEquals(before.dataSet().sha256(), fitting.dataSet().sha256());
        assertEquals(List.of(), fitting.history());
    }

    @Test
    @Order(5)
    void dataThatTheTopicsNoLongerHoldAreNotReplacedSilently() {
        killedInEpoch3("compacted");
        Service between = new Service();
        Run run = between.run("compacted");
        // As after compaction: the offsets are the same, what lies before them is not.
        DataSetEntry then = run.dataSet();
        between.board.store(run.with(new DataSetEntry(
                then.examples(), then.perClass(), then.leftOut(), then.simulated(), "0".repeat(64), then.offsets())));

        Run fitting = takenUpAndCancelled("compacted");

        assertEquals(
                "Begun again from epoch 0 on the current data: the topics no longer hold the data set it began with.",
                fitting.sentence());
        assertEquals(then.sha256(), fitting.dataSet().sha256());
    }

    /** A process that is killed in the middle of the run's third epoch. */
    private void killedInEpoch3(String runId) {
        Service service = new Service();
        Run run = service.begin(runId);
        BooleanSupplier killer = () -> {
            if (service.run(runId).progress().epoch() == 3) {
                throw new Killed();
            }
            return false;
        };
        assertThrows(Killed.class, () -> service.steps.conduct(run, exam(), killer));
        assertEquals(RunState.FITTING, service.run(runId).state());
    }

    /** How the run stood when it fitted again. */
    private Run takenUpAndCancelled(String runId) {
        Service again = new Service();
        again.leader.takeUp(new StartupEvent());
        Run fitting = again.await(runId, run -> run.state() != RunState.READING);
        again.leader.cancel(runId);
        assertEquals(RunState.CANCELLED, again.await(runId, Run::finished).state());
        await().until(() -> !Files.exists(directory.resolve(runId + ".checkpoint")));
        return fitting;
    }

    private ExamDescriptor exam() {
        return exams.find("datscan").orElseThrow();
    }

    private static List<String> losses(Run run) {
        return run.history().stream()
                .map(each -> each.epoch() + " " + each.trainLoss() + " " + each.validationLoss() + " "
                        + each.validationFigure())
                .toList();
    }
}
