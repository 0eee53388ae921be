package io.earlyview.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.earlyview.training.curation.DataSet.LeftOut;
import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.NamedFinding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of runs, and what a watcher sees. */
class RunBoardTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Clock LATER = Clock.fixed(START.plusSeconds(60), ZoneOffset.UTC);
    private static final PlanEntry PLAN =
            new PlanEntry("datscan", "compact-residual", 4, 16, 1e-3, 0.3, 60, 7, List.of("clip-gradients=1"), 0, true);
    private static final CriteriaEntry ASKED = new CriteriaEntry("ef", List.of("auroc low above 0.5"), START);
    private static final LockedSetEntry LOCKED = new LockedSetEntry(0.3, 4, 4, 1, List.of(), "4 examples");
    private static final GateEntry GATE = new GateEntry(GateEntry.Result.PASSED, List.of("met"), "ef");
    private static final DataSetEntry READ = new DataSetEntry(
            12, Map.of("normal", 7, "abnormal", 5), new LeftOut(4, 2, 3, 0, 0, 0, 0, 0), true, "ab", List.of());

    private static final NamedFinding NOT_A_NUMBER = new NamedFinding(
            "not-a-number",
            NamedFinding.Grade.ERROR,
            "not-a-number: loss in step 3 NaN.",
            List.of(new NamedFinding.Evidence("loss in step 3", Double.NaN, -Double.MAX_VALUE, 5)),
            "meaning",
            "advice",
            Optional.of("scale-learning-rate=0.1"));

    /** As Quarkus sets it up. */
    private final ObjectMapper json = JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    @TempDir
    Path directory;

    record Settings(Path runsDirectory) implements TrainingConfig {
        @Override
        public Duration eventInterval() {
            return Duration.ZERO;
        }

        @Override
        public Duration stopLimit() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration retrainingCheckInterval() {
            return Duration.ofDays(1);
        }

        @Override
        public String codeVersion() {
            return "test";
        }
    }

    @Test
    void aRunThatTheProcessDidNotFinishIsTakenUpAfterTheRestart() {
        board().store(Run.accepted("one", PLAN, StartedBy.PERSON, START).fitting(READ));

        Run run = board().leftOver().orElseThrow();

        assertEquals("one", run.runId());
        assertEquals(RunState.READING, run.state());
        assertEquals("The service was started again. The data set is being read again.", run.sentence());
        assertEquals(READ, run.dataSet());
    }

    @Test
    void oneThatWasStoppedWithTheServiceIsTakenUpTooAndTheStopIsNoKill() {
        Run stopped = Run.accepted("one", PLAN, StartedBy.PERSON, START)
                .fitting(READ)
                .ended(RunState.INTERRUPTED, "stopped", START);
        for (int stop = 1; stop <= 5; stop++) {
            board().store(stopped);
            Run run = board().leftOver().orElseThrow();
            assertEquals(new ResumptionEntry(stop, 0, 0, "The data set is being read again."), run.resumption());
            stopped = run.ended(RunState.INTERRUPTED, "stopped", START);
        }
    }

    @Test
    void onlyTheLatestRunIsTakenUp() {
        board().store(Run.accepted("old", PLAN, StartedBy.PERSON, START).ended(RunState.INTERRUPTED, "stopped", START));
        board().store(Run.accepted("new", PLAN, StartedBy.PERSON, START.plusSeconds(1))
                .ended(RunState.CANCELLED, "why", START));

        RunBoard board = board();

        assertTrue(board.leftOver().isEmpty());
        assertEquals(RunState.INTERRUPTED, board.find("old").orElseThrow().state());
    }

    @Test
    void oneThatSomebodyCancelledIsNotTakenUp() {
        board().store(Run.accepted("one", PLAN, StartedBy.PERSON, START).fitting(READ));
        new RunFiles(new Settings(directory), json).noteCancelled("one");

        RunBoard board = board();

        assertTrue(board.leftOver().isEmpty());
        assertEquals(RunState.CANCELLED, board.find("one").orElseThrow().state());
    }

    @Test
    void aRunUnderWhichTheServiceIsKilledAgainAndAgainIsGivenUp() {
        board().store(Run.accepted("one", PLAN, StartedBy.PERSON, START).fitting(READ));
        Run twice = board().leftOver().orElseThrow();
        twice = board().leftOver().orElseThrow();
        assertEquals(2, twice.resumption().killsWithoutEpoch());
        board().store(twice.with(EpochEntry.of(new EpochFigures(1, 4, 0.6, 0.7, 0.5, 1500))));
        board();
        board();
        assertTrue(board().leftOver().isEmpty(), "an epoch between kills counts from 0 again");

        Run given = board().find("one").orElseThrow();
        assertEquals(RunState.FAILED, given.state());
        assertEquals(
                "The service was killed under this run 3 times without an epoch ending between them; it is not taken"
                        + " up again.",
                given.sentence());
    }

    @Test
    void whatCameAfterTheCheckpointIsDoneAgain() {
        EpochEntry epoch = EpochEntry.of(new EpochFigures(1, 4, 0.6, 0.7, 0.5, 1500));
        Run run = Run.accepted("one", PLAN, StartedBy.PERSON, START)
                .fitting(READ)
                .with(epoch)
                .with(EpochEntry.of(new EpochFigures(2, 4, 0.5, 0.7, 0.5, 3000)))
                .with(FindingEntry.of(NOT_A_NUMBER))
                .takenUp(START)
                .fitting(READ, 1, List.of(), "Resumed from epoch 1.");

        assertEquals(List.of(epoch), run.history());
        assertEquals(List.of(), run.findings());
        assertEquals("Resumed from epoch 1.", run.sentence());
        assertEquals(1, run.resumption().fromEpoch());
        assertEquals(0.25, run.progress().share());
    }

    @Test
    void theEstimateAfterAResumptionCountsTheStepsSinceThen() {
        // Half was done before; an eighth took 10 s since: three eighths are left.
        RunProgress progress = RunProgress.at(new BatchTick(3, 4, 5, 10, 0.5), 5000, 10, 0.5);

        assertEquals(30, progress.etaSeconds(), 1e-9);
    }

    @Test
    void aFinishedRunIsReadBackAsItWas() {
        EvaluationFigures figures =
                new EvaluationFigures(30, 15, List.of(new Figure("auroc", 0.9, Double.NaN, 0.95)), 1e-7);
        Run run = Run.accepted("one", PLAN, StartedBy.PERSON, START)
                .asked(ASKED, LOCKED)
                .fitting(READ)
                .with(EpochEntry.of(new EpochFigures(1, 4, 0.6, 0.7, Double.NaN, 1500)))
                .with(FindingEntry.of(NOT_A_NUMBER))
                .with(EvaluationEntry.of(figures))
                .releasing()
                .judged(
                        GATE,
                        new ComparisonEntry(
                                "datscan-1",
                                30,
                                0.8,
                                0.9,
                                "note",
                                "auroc",
                                new EvaluationEntry.FigureEntry(0.1, -0.1, 0.3),
                                4,
                                2),
                        LOCKED.read(2))
                .published(new ReleaseEntry("datscan-2", "cd", 99), RunState.CANDIDATE, "It waits.", START);
        board().store(run);

        assertEquals(run, board().find("one").orElseThrow());
        assertTrue(run.finished());
    }

    @Test
    void aRecordFromBeforeThereWereFindingsIsReadAsOneWithoutAny() throws Exception {
        Run run = Run.accepted("old", PLAN, StartedBy.PERSON, START).ended(RunState.CANCELLED, "why", START);
        ObjectNode record = json.valueToTree(run);
        record.remove("findings");
        record.remove("startedBy");
        record.remove("suggestedRemedies");
        ((ObjectNode) record.get("plan")).remove("remedies");
        ((ObjectNode) record.get("plan")).remove("promote");
        Files.writeString(directory.resolve("old.json"), record.toString());

        Run read = board().find("old").orElseThrow();

        assertEquals(List.of(), read.findings());
        assertEquals(List.of(), read.suggestedRemedies());
        assertEquals(StartedBy.PERSON, read.startedBy());
        assertEquals(List.of(), read.plan().remedies());
    }

    @Test
    void aFindingIsShownAtOnceKeptAndCounted() {
        RunBoard board = board();
        Run run = Run.accepted("one", PLAN, StartedBy.PERSON, START)
                .asked(ASKED, LOCKED)
                .fitting(READ);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RunWatch watch =
                new RunWatch(run, board, new RunMetrics(registry), () -> false, Duration.ofDays(1), LATER, () -> 3);

        watch.onFinding(NOT_A_NUMBER);
        watch.onHeldOutRead();

        FindingEntry shown = board.find("one").orElseThrow().findings().getFirst();
        assertEquals("scale-learning-rate=0.1", shown.remedy());
        assertEquals(
                new FindingEntry.EvidenceEntry("loss in step 3", null, -Double.MAX_VALUE, 5.0),
                shown.evidence().getFirst());
        assertEquals(LOCKED.read(3), board.find("one").orElseThrow().lockedSet());
        assertEquals(List.of(shown), board().find("one").orElseThrow().findings(), "after a restart");
        assertEquals(
                1,
                registry.get("earlyview.training.findings")
                        .tags("rule", "not-a-number", "grade", "error")
                        .counter()
                        .count());
    }

    @Test
    void whatCannotBeReadIsLeftAlone() throws Exception {
        board().store(Run.accepted("one", PLAN, StartedBy.PERSON, START).ended(RunState.CANCELLED, "why", START));
        Path broken = Files.writeString(directory.resolve("broken.json"), "{");

        assertEquals(List.of("one"), board().all().stream().map(Run::runId).toList());
        assertTrue(Files.exists(broken));
    }

    @Test
    void aWatcherSeesWhereTheRunStandsEveryChangeAndTheEnd() {
        RunBoard board = board();
        Run run = Run.accepted("one", PLAN, StartedBy.PERSON, START);
        board.store(run);
        var seen = new java.util.ArrayList<RunState>();
        var ended = new java.util.concurrent.atomic.AtomicBoolean();
        board.watch("one").subscribe().with(each -> seen.add(each.state()), _ -> {}, () -> ended.set(true));

        board.store(run.fitting(READ));
        board.store(run.ended(RunState.FAILED, "why", START));

        assertEquals(List.of(RunState.READING, RunState.FITTING, RunState.FAILED), seen);
        assertTrue(ended.get());
    }

    @Test
    void progressTellsHowLongItStillTakes() {
        RunProgress progress = RunProgress.at(new BatchTick(1, 4, 5, 10, 0.5), 40, 10, 0);

        assertEquals(0.125, progress.share(), 1e-12);
        assertEquals(70, progress.etaSeconds(), 1e-9);
        assertEquals(40, progress.elapsedSeconds());
    }

    @Test
    void tooFewExamplesAreToldWithCountsAndLimit() {
        String sentence = new DataSetEntry(
                        12,
                        new java.util.TreeMap<>(Map.of("abnormal", 5, "normal", 7)),
                        new LeftOut(4, 2, 3, 0, 0, 0, 0, 0),
                        true,
                        "ab",
                        List.of())
                .tooFew("datscan", 60);

        assertEquals(
                "There are 12 labelled examples of datscan (abnormal 5, normal 7); a run needs at least 60."
                        + " Examples without a label: 4. Labels whose acquisition has no example: 2."
                        + " Labels left out because their author had seen the score: 3.",
                sentence);
    }

    private RunBoard board() {
        RunBoard board = new RunBoard(new RunFiles(new Settings(directory), json), LATER);
        board.restore();
        return board;
    }
}
