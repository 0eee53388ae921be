package io.earlyview.bench.views;

import io.earlyview.bench.files.WholeFile;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxWeights;
import io.earlyview.training.fitting.recipe.SetRecipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench views}: several readers on two views, and the set network on 2 to 120. */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How well two of 120 views are read, by whom, and what each further view brings; writes a page with plots.",
            "Some ten minutes on two cores."
        })
public final class ViewsCommand implements Callable<Integer> {
    private static final Weights DRAWN = new Weights(Map.of());

    /** As the exam's descriptor says. */
    private static final int EPOCHS = 12;

    private static final double RATE = 3e-4;

    @Option(names = "--cases", defaultValue = "876", description = "Acquisitions in all (default: ${DEFAULT-VALUE}).")
    int cases;

    @Option(names = "--test", defaultValue = "258", description = "Of these, tested on (default: ${DEFAULT-VALUE}).")
    int test;

    @Option(names = "--views", defaultValue = "120", description = "Of each (default: ${DEFAULT-VALUE}).")
    int views;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of split, weights and order; the cohort is always the same (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--other-encoder",
            paramLabel = "FILE",
            description = "One more reader: the set network with this encoder, of bench encoder --wrong-physics, say.")
    @Nullable
    Path otherEncoder;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            defaultValue = "docs/studies",
            description = "Where datscan-views.md is written (default: ${DEFAULT-VALUE}).")
    Path into = Path.of("docs/studies");

    private ViewsCommand() {}

    @Override
    public Integer call() {
        if (test < 1 || test >= cases || views < 2 || views > 120 || views % 2 != 0) {
            System.err.printf(
                    "earlyview bench views: %d of %d cases to test on, %d views: at least 1 and fewer than all, and an even "
                            + "number of views from 2 to 120.%n",
                    test, cases, views);
            return 2;
        }
        System.out.printf("Simulating %d acquisitions of %d views.%n", cases, views);
        ViewsStudy study =
                new ViewsStudy(HonestCohort.of(20_261_124, cases, views), (double) test / cases, seed, System.out);
        List<Reader> readers = new ArrayList<>();
        readers.add(study.pcaLda());
        readers.add(study.recipe(
                "compact-residual", "compact-residual", DRAWN, 30, 1e-3, "the labels; both views as channels"));
        readers.add(study.recipe("compact-set, encoder drawn", "compact-set", DRAWN, 30, 1e-3, "the labels alone"));
        other().ifPresent(encoder -> readers.add(study.recipe(
                "compact-set, another encoder",
                "compact-set",
                encoder.values(),
                EPOCHS,
                RATE,
                "what " + encoder.file() + " was taught, then the labels")));
        Weights taught = OnnxWeights.ofResource(SetRecipes.TAUGHT_ENCODER);
        OnnxNetwork fitted = study.fitted("compact-set", "compact-set", taught, EPOCHS, RATE);
        List<Stage> stages = study.stages(fitted);
        readers.add(
                new Reader("**compact-set**", "simulated uptake without a label, then the labels", stages.getFirst()));
        WholeFile.write(into.resolve("datscan-views-curve.svg"), ViewsPage.curve(stages));
        WholeFile.write(into.resolve("datscan-views-reliability.svg"), ViewsPage.reliability(stages.getFirst()));
        String command = String.format(
                        Locale.ROOT, "./earlyview bench views --cases %d --test %d --seed %d", cases, test, seed)
                + other().map(encoder -> " --other-encoder " + encoder.file()).orElse("");
        String page = ViewsPage.of(study, readers, stages, command);
        System.out.println(page);
        WholeFile.write(into.resolve("datscan-views.md"), page);
        System.out.println("Written: " + into.resolve("datscan-views.md"));
        return 0;
    }

    private record Encoder(Path file, Weights values) {}

    private Optional<Encoder> other() {
        if (otherEncoder == null) {
            return Optional.empty();
        }
        try {
            Weights values = OnnxWeights.of(Files.readAllBytes(otherEncoder));
            return Optional.of(new Encoder(otherEncoder.getFileName(), values));
        } catch (IOException e) {
            throw new UncheckedIOException("the encoder " + otherEncoder + " cannot be read", e);
        }
    }
}
