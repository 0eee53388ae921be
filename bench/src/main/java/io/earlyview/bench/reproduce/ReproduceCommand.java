package io.earlyview.bench.reproduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reproduce EXAM}: the source problem's failure, what names it, and our way, side by side. */
@Command(
        name = "earlyview reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the source problem's network as its author did, and ours, on the same simulated cohort; writes a page "
                    + "with figures, endings and learning. Nothing is released.",
            "Simulated data. Research use only. Not a medical device; not for diagnosis."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The page is written.", "2:The command line is wrong."})
public final class ReproduceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "EXAM", description = "datscan, mgmt, ctc or raster-volume.")
    String exam = "";

    @Option(names = "--full", description = "The source's sizes: hours.")
    boolean full;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of split, weights and order (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            defaultValue = "docs/studies",
            description = "Where EXAM.md is written (default: ${DEFAULT-VALUE}).")
    Path into = Path.of("docs/studies");

    private ReproduceCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReproduceCommand())
                .setParameterExceptionHandler((exception, _) -> {
                    System.err.println("earlyview reproduce: " + exception.getMessage());
                    return 2;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Study study;
        try {
            study = Studies.of(exam, full);
        } catch (IllegalArgumentException e) {
            System.err.println("earlyview reproduce: " + e.getMessage());
            return 2;
        }
        System.out.println(study.cohort());
        List<Trial> trials = new ArrayList<>();
        for (Way way : study.ways()) {
            Trial trial = Trial.of(study, way, seed, System.out);
            System.out.println("  " + way.name() + ": " + StudyPage.ending(trial));
            trials.add(trial);
        }
        if (trials.stream().anyMatch(trial -> !trial.epochs().isEmpty())) {
            write(exam + "-losses.svg", StudyPage.losses(study, trials));
        }
        Path page = write(
                exam + ".md", StudyPage.of(study, trials, "./earlyview reproduce " + exam + (full ? " --full" : "")));
        System.out.println("Written: " + page + ". Simulated data. Research use only.");
        return 0;
    }

    private Path write(String name, String text) {
        Path page = into.resolve(name);
        try {
            Files.createDirectories(into);
            return Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be written to " + page, e);
        }
    }
}
