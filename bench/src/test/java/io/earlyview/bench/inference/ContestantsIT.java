package io.earlyview.bench.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.contestant.RawLoop;
import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.bench.inference.report.LoadFigures;
import io.earlyview.bench.inference.stage.Contestant;
import io.earlyview.bench.inference.stage.Cores;
import io.earlyview.bench.inference.stage.Stage;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every contestant as it is measured, on a real broker: a visit ends with an exception unless all answers are raw ONNX Runtime's. */
class ContestantsIT {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int PAIRS = 4;

    private static Stage stage;
    private static Measured network;
    private static RawLoop.Outcome raw;

    @BeforeAll
    static void open() {
        stage = Stage.open(Cores.divided());
        network = Measured.on(stage, "small", PairNetwork.SMALL.onnx(1), ViewPair.simulated(1, PAIRS));
        raw = network.raw(stage, "raw", SHORT, SHORT);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource
    void everybodyAnswersLikeRawOnnxRuntime(Contestant contestant) {
        String name = contestant.name().toLowerCase(Locale.ROOT);
        try (Visit visit = Visit.begin(stage, contestant, name, network, Measured.answers(raw))) {
            assertEquals(3 * PAIRS, visit.drain(3 * PAIRS).scores());
            LoadFigures load = visit.load(0.5, 20, 0.5, 1);
            assertTrue(load.scores() > 0 && load.p50Millis() > 0, load.toString());
        }
    }

    @Test
    void anotherNetworksAnswersAreNotTaken() {
        Measured other = Measured.on(stage, "other", PairNetwork.SMALL.onnx(2), ViewPair.simulated(1, PAIRS));

        String said = assertThrows(
                        IllegalStateException.class,
                        () -> Visit.begin(stage, Contestant.PLAIN, "wrong", other, Measured.answers(raw)))
                .getMessage();

        assertTrue(said.contains("1 scores are wrong"), said);
    }
}
