package io.earlyview.bench.speed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.earlyview.bench.speed.PyTorchSteps.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench training}: milliseconds of a step of fitting, ours by DJL against PyTorch's own, network by network. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How long a step of fitting takes (forward, backward, clipping, Adam): ours by DJL against the same network, "
                    + "values, batch and threads in plain PyTorch. The two take turns, round by round.",
            "PyTorch is looked for in python3; Debian's package is python3-torch. Without it DJL is measured alone."
        })
public final class TrainingCommand implements Callable<Integer> {
    private static final int WARM_UP_STEPS = 150;
    /** A step of the largest network takes 3 s, and on a busy machine 17. */
    private static final long WARM_UP_NANOS = Duration.ofSeconds(20).toNanos();

    @Option(names = "--rounds", defaultValue = "12", description = "Of each network (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--steps", defaultValue = "3", description = "In a round (default: ${DEFAULT-VALUE}).")
    int steps;

    @Option(names = "--threads", defaultValue = "1", description = "Of each side (default: ${DEFAULT-VALUE}).")
    int threads;

    @Option(names = "--network", paramLabel = "NAME", description = "This one only.")
    @Nullable
    String network;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    @Nullable
    Path json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private TrainingCommand() {}

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || steps < 1 || threads < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds, --steps and --threads must be at least 1 but are " + rounds + ", " + steps + " and "
                            + threads);
        }
        List<String> names =
                Workload.all().stream().map(each -> each.network().name()).toList();
        if (network != null && !names.contains(network)) {
            throw new ParameterException(spec.commandLine(), "There is no network " + network + "; there are " + names);
        }
        // Read by DJL when it starts.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        Optional<Python> python = PyTorchSteps.python();
        if (python.isEmpty()) {
            System.out.println(
                    "No python3 with PyTorch and NumPy here (Debian: apt-get install python3-torch): DJL alone.");
        } else {
            System.out.println(
                    "DJL against PyTorch " + python.get().pyTorchVersion() + ", threads of each: " + threads);
        }
        System.out.println(Measurement.head());
        List<Measurement> measured = new ArrayList<>();
        for (Workload workload : Workload.all()) {
            if (network == null || network.equals(workload.network().name())) {
                Measurement each = python.map(found -> beside(found, workload)).orElseGet(() -> alone(workload));
                System.out.println(each.line());
                measured.add(each);
            }
        }
        if (json != null) {
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build()
                    .writeValue(json.toFile(), measured);
        }
        return 0;
    }

    /** Java compiles what it has run often enough; a fitting takes thousands of steps. */
    private static void warmUp(Steps side) {
        long begun = System.nanoTime();
        for (int taken = 0; taken < WARM_UP_STEPS && System.nanoTime() - begun < WARM_UP_NANOS; taken++) {
            side.take(1);
        }
    }

    private Measurement alone(Workload workload) {
        try (Steps djl = new DjlSteps(workload)) {
            warmUp(djl);
            double[] millis = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                millis[i] = djl.take(steps).millisPerStep();
            }
            return Measurement.of(workload, millis);
        }
    }

    private Measurement beside(Python python, Workload workload) {
        try (PyTorchSteps pyTorch = new PyTorchSteps(python, workload, threads);
                Steps djl = new DjlSteps(workload)) {
            double ours = djl.take(1).firstLoss();
            double theirs = pyTorch.take(1).firstLoss();
            warmUp(djl);
            warmUp(pyTorch);
            double[] djlMillis = new double[rounds];
            double[] pyTorchMillis = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                djlMillis[i] = djl.take(steps).millisPerStep();
                pyTorchMillis[i] = pyTorch.take(steps).millisPerStep();
            }
            double difference = Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12);
            return Measurement.of(workload, djlMillis, pyTorchMillis, difference);
        }
    }
}
