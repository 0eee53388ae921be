package io.earlyview.local.train;

import io.earlyview.local.system.JavaProgram;
import io.earlyview.local.system.ProjectRoot;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the running training service for a run, shows it, and tells what came of it. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains on the labelled acquisitions of a running system (`up`), holds the model against the champion"
                        + " on the locked test set, and releases it if it passes; the next acquisition is scored by it. Nothing is"
                        + " released that has not learned, or that is worse.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Released; with --no-promote: a candidate that may be promoted.",
            "1:Not released, or the service refuses the request; the reason is printed.",
            "2:The command line is wrong."
        })
public final class TrainCommand implements Callable<Integer> {
    private static final long STEP_MILLIS = 250;

    @Parameters(paramLabel = "EXAM", description = "such as datscan")
    private String exam = "";

    @Option(names = "--recipe", description = "the network, such as compact-residual or source-datscan")
    private @Nullable String recipe;

    @Option(names = "--epochs", description = "instead of the exam's default")
    private @Nullable Integer epochs;

    @Option(names = "--batch-size", description = "instead of the exam's default")
    private @Nullable Integer batchSize;

    @Option(names = "--learning-rate", description = "instead of the exam's default")
    private @Nullable Double learningRate;

    @Option(
            names = "--remedy",
            paramLabel = "NAME[=NUMBER]",
            description = "changes the recipe by the name that a finding gave; may be given several times. There are"
                    + " add-batch-normalisation, augment-at-run-time, class-weights, clip-gradients[=NORM], keep-spacing,"
                    + " prior-bias, scale-learning-rate[=FACTOR], standardise-inputs, standardise-target,"
                    + " use-logits-loss")
    private List<String> remedies = new ArrayList<>();

    @Option(names = "--seed", description = "of split, first weights and augmentation")
    private @Nullable Long seed;

    @Option(
            names = "--simulate",
            paramLabel = "N",
            description = "first lets simulated scanners send N labelled acquisitions")
    private int simulate;

    @Option(
            names = "--simulated-views",
            paramLabel = "needed|all",
            defaultValue = "needed",
            description = "whether they send only the frames that a score needs, or whole scans, which let training"
                    + " calibrate for every number of frames (default: ${DEFAULT-VALUE})")
    private String simulatedViews = "needed";

    @Option(
            names = "--simulation-seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "of the simulated acquisitions (default: ${DEFAULT-VALUE})")
    private long simulationSeed;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "first cross-validates in K folds of patients: the honest figure where patients are few")
    private @Nullable Integer folds;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "saves the run's page, however it ended: figures, plots, findings, learning, data; HTML")
    private @Nullable Path page;

    @Option(
            names = "--simulation-mode",
            paramLabel = "normal|null|oracle",
            defaultValue = "normal",
            description = "how much the simulated pictures say about the labels (default: ${DEFAULT-VALUE})")
    private String simulationMode = "normal";

    @Option(
            names = "--simulation-fault",
            paramLabel = "FAULT",
            split = ",",
            description = "what is wrong with the simulated acquisitions on purpose; see `simulate --help`")
    private List<String> simulationFaults = List.of();

    @Option(names = "--no-promote", description = "leaves the release a candidate, for `models promote`")
    private boolean noPromote;

    @Option(names = "--bundle", description = "saves the release as the one that comes with the project")
    private boolean bundle;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrainingClient client = new TrainingClient(TrainingHttp.ofEnvironment());
        PageFile saved = new PageFile(page);
        saved.demandRoom();
        if (simulate > 0 && !simulated()) {
            return 1;
        }
        TrainingClient.Run run = follow(client, client.start(request()));
        System.out.println(RunReport.of(run));
        System.out.println(saved.save(client, run.runId()));
        nextCommand(run).ifPresent(next -> System.out.println("what the findings suggest:\n  " + next));
        boolean wanted = run.state().equals(noPromote ? "CANDIDATE" : "RELEASED");
        if (run.release() == null || !wanted) {
            return 1;
        }
        if (bundle) {
            save(client, run.release().releaseId());
        }
        return 0;
    }

    private boolean simulated() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "simulate",
                "--exam=" + exam,
                "--acquisitions=" + simulate,
                "--scanners=4",
                "--views=" + simulatedViews,
                "--label",
                "--speed=max",
                "--seed=" + simulationSeed,
                "--mode=" + simulationMode));
        simulationFaults.forEach(fault -> arguments.add("--fault=" + fault));
        Process fleet = new ProcessBuilder(
                        JavaProgram.service(ProjectRoot.find(), "gateway", "-Xmx1g", arguments.toArray(String[]::new)))
                .inheritIO()
                .start();
        return fleet.waitFor() == 0;
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("exam", exam);
        request.put("promote", !noPromote);
        putIfGiven(request, "recipe", recipe);
        putIfGiven(request, "epochs", epochs);
        putIfGiven(request, "batchSize", batchSize);
        putIfGiven(request, "learningRate", learningRate);
        putIfGiven(request, "seed", seed);
        putIfGiven(request, "folds", folds);
        if (!remedies.isEmpty()) {
            request.put("remedies", remedies);
        }
        return request;
    }

    /** The same run again with what the findings of this one suggest. */
    Optional<String> nextCommand(TrainingClient.Run run) {
        if (run.suggestedRemedies() == null || run.suggestedRemedies().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder next = new StringBuilder("./earlyview train ").append(exam);
        request().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                next.append(name.equals("exam") ? "" : " " + option(name) + " " + value);
            }
        });
        remedies.forEach(remedy -> next.append(" --remedy ").append(remedy));
        run.suggestedRemedies().forEach(remedy -> next.append(" --remedy ").append(remedy));
        return Optional.of(next.toString());
    }

    private static String option(String name) {
        return switch (name) {
            case "batchSize" -> "--batch-size";
            case "learningRate" -> "--learning-rate";
            default -> "--" + name;
        };
    }

    private static void putIfGiven(Map<String, Object> request, String name, @Nullable Object value) {
        if (value != null) {
            request.put(name, value);
        }
    }

    /** Follows the run to its end; Ctrl-C asks the service to stop it. */
    private static TrainingClient.Run follow(TrainingClient client, TrainingClient.Run started)
            throws InterruptedException {
        Console console = System.console();
        ProgressBar bar = new ProgressBar(System.out, console != null && console.isTerminal());
        Thread cancel = new Thread(() -> {
            client.cancel(started.runId());
            System.out.println("\nrun " + started.runId() + " is asked to stop; it is not taken up again");
        });
        Runtime.getRuntime().addShutdownHook(cancel);
        System.out.printf("run %s on %s%n", started.runId(), started.sentence());
        TrainingClient.Run run = started;
        // An interrupted run goes on when the service is started again.
        while (!run.finished() || run.state().equals("INTERRUPTED")) {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            run = client.runUnlessAway(started.runId()).orElse(run);
            bar.show(run);
        }
        Runtime.getRuntime().removeShutdownHook(cancel);
        bar.end();
        return run;
    }

    private void save(TrainingClient client, String releaseId) throws IOException {
        Path folder = ProjectRoot.find().resolve("services/training/src/main/resources/releases/" + exam);
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), client.releaseFile(releaseId, "artifact"));
        if (new ReleaseClient(TrainingHttp.ofEnvironment())
                .one(releaseId)
                .kind()
                .equals("SET")) {
            Files.write(folder.resolve("head.onnx"), client.releaseFile(releaseId, "head"));
        } else {
            Files.deleteIfExists(folder.resolve("head.onnx"));
        }
        Files.write(folder.resolve("manifest.json"), BundledManifest.of(client.releaseFile(releaseId, "manifest")));
        System.out.println("saved in " + folder);
    }
}
