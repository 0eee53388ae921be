package io.earlyview.bench.views;

import io.earlyview.bench.files.WholeFile;
import io.earlyview.gateway.source.simulation.UptakeSurvey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench encoder}: teaches the encoder of the set network on simulated heads without any label. */
@Command(
        name = "encoder",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Teaches the encoder of recipe compact-set to tell the uptake of caudate and putamen from single views.",
            "The heads are simulated; their uptake is spread evenly and belongs to no class. Some 15 minutes on two cores."
        })
public final class EncoderCommand implements Callable<Integer> {
    @Option(names = "--heads", defaultValue = "12000", description = "Simulated heads (default: ${DEFAULT-VALUE}).")
    int heads;

    @Option(names = "--epochs", defaultValue = "8", description = "Passes over them (default: ${DEFAULT-VALUE}).")
    int epochs;

    @Option(
            names = "--seed",
            defaultValue = "31",
            description = "Of heads, weights and order (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--wrong-physics",
            description = "Blur, attenuation and places are off throughout: how much rests on them?")
    boolean wrongPhysics;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            defaultValue = "services/training/src/main/resources/encoders/datscan-uptake.onnx",
            description = "Where the network is written (default: ${DEFAULT-VALUE}).")
    Path into = Path.of("datscan-uptake.onnx");

    private EncoderCommand() {}

    @Override
    public Integer call() {
        int count = Math.max(1, heads / SurveyBlock.HEADS);
        System.out.printf("Simulating %d heads without a class.%n", count * SurveyBlock.HEADS);
        UptakeSurvey survey = new UptakeSurvey(seed, wrongPhysics);
        List<SurveyBlock> blocks = new ArrayList<>();
        long begun = System.nanoTime();
        for (int number = 0; number < count; number++) {
            blocks.add(SurveyBlock.of(survey, number, seed));
            if ((number + 1) % Math.max(1, count / 10) == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "  %3d %%, %.0f s%n",
                        100 * (number + 1) / count,
                        (System.nanoTime() - begun) / 1e9);
            }
        }
        byte[] onnx = new Teaching(blocks, seed).teach(epochs, System.out);
        WholeFile.write(into, onnx);
        System.out.println("Written: " + into + ". Simulated data. Research use only.");
        return 0;
    }
}
