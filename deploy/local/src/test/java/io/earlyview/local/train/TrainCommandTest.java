package io.earlyview.local.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.local.train.TrainingClient.DataSet;
import io.earlyview.local.train.TrainingClient.LeftOut;
import io.earlyview.local.train.TrainingClient.Resumption;
import io.earlyview.local.train.TrainingClient.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command says when a run has ended. */
class TrainCommandTest {
    @Test
    void theNextCommandHasAllThatWasGivenAndWhatTheFindingsSuggest() {
        TrainCommand command = new TrainCommand();
        new CommandLine(command)
                .parseArgs(
                        "ctc",
                        "--recipe",
                        "source-ctc",
                        "--batch-size=8",
                        "--remedy",
                        "clip-gradients=1",
                        "--simulate=600",
                        "--seed",
                        "3");

        assertEquals(
                Optional.of("./earlyview train ctc --recipe source-ctc --batch-size 8 --seed 3"
                        + " --remedy clip-gradients=1 --remedy use-logits-loss --remedy class-weights"),
                command.nextCommand(ended(List.of("use-logits-loss", "class-weights"))));
        assertEquals(Optional.empty(), command.nextCommand(ended(List.of())));
    }

    @Test
    void theReportSaysWhatWasLeftOutAndThatTheRunWasResumed() {
        String report = RunReport.of(ended(List.of()));

        assertEquals(
                List.of(
                        "  left out   3 labels whose author had seen the score",
                        "  left out   300 simulated acquisitions, as there are real ones",
                        "  left out   1 acquisitions whose pixels are all alike",
                        "  left out   2 acquisitions of any exam that were erased",
                        "  resumed    Resumed from epoch 2.",
                        "  WARNING    near-duplicates: 12 pairs.",
                        "  notes      1, on the page"),
                report.lines().skip(2).limit(7).toList());
    }

    private static Run ended(List<String> suggested) {
        return new Run(
                "one",
                "NOT_LEARNED",
                true,
                "why",
                null,
                null,
                List.of(
                        new TrainingClient.Finding("near-duplicates", "WARNING", "near-duplicates: 12 pairs."),
                        new TrainingClient.Finding("input-range", "NOTE", "input-range: 31 deviations.")),
                suggested,
                new Resumption(1, "Resumed from epoch 2."),
                new DataSet(60, Map.of("ctc", 60), true, new LeftOut(0, 0, 3, 0, 0, 2, 1, 300)),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
