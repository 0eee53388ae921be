package io.earlyview.bench.reproduce;

import io.earlyview.bench.files.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    + "with figures, plots and what the checks named. Takes minutes. Nothing is released.",
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
        Optional<Study> found = Studies.of(exam, full);
        if (found.isEmpty()) {
            System.err.println("earlyview reproduce: there is no source problem '" + exam
                    + "'; there are datscan, mgmt, ctc and raster-volume.");
            return 2;
        }
        Study study = found.get();
        System.out.println(study.exam().title() + ". Simulated data. Research use only.");
        System.out.println(study.cohort() + ".");
        Narration narration = new Narration(System.out, System.console() != null);
        List<Trial> trials = new ArrayList<>();
        for (Arm arm : study.arms()) {
            narration.begin((trials.size() + 1) + " of " + study.arms().size() + ", " + arm.title());
            Trial trial = Trial.of(study, arm, seed, narration);
            narration.say(trial.ending());
            trials.add(trial);
        }
        String command =
                "./earlyview reproduce " + exam + (full ? " --full" : "") + (seed == 1 ? "" : " --seed " + seed);
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> pictures = new LinkedHashMap<>();
        for (StudyPlots.Picture picture : StudyPlots.of(study, trials)) {
            String name = exam + "-" + picture.ending() + ".svg";
            files.put(name, picture.svg());
            pictures.put(name, picture.shows());
        }
        // The page last: where it stands, its pictures do.
        files.put(exam + ".md", StudyPage.of(study, trials, pictures, Appendix.of(study, trials), command));
        files.forEach((name, text) -> WholeFile.write(into.resolve(name), text));
        System.out.println("Written: " + into.resolve(exam + ".md") + " and " + pictures.size()
                + " pictures. Simulated data. Research use only.");
        return 0;
    }
}
