package io.earlyview.bench.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.training.fitting.network.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured and how it is told; how long it takes is nothing to assert. */
class SpeedTest {
    private static final Workload SMALL = Workload.of("datscan", "compact-residual", new int[] {2, 32, 32}, 4);

    @TempDir
    Path folder;

    @Test
    void ratiosAreThoseOfTheSameRound() {
        // A machine that got slower half-way: each round says 1.5, though the medians do not.
        Measurement measured =
                Measurement.of(SMALL, new double[] {15, 15, 30, 60, 90}, new double[] {10, 10, 20, 40, 60}, 0);

        assertNotNull(measured.ratio());
        assertEquals(1.5, measured.ratio(), 1e-12);
        assertEquals(30, measured.djlMillis());
        assertEquals(15, measured.djlQuartiles()[0]);
        assertTrue(measured.line().contains("30.0 (15.0-60.0)"), measured.line());
    }

    @Test
    void aWorkloadIsWrittenWithAllThatAnotherNeedsToBuildTheSameNetwork() throws Exception {
        WorkloadFolder.write(SMALL, folder);

        JsonNode network =
                new ObjectMapper().readTree(folder.resolve("network.json").toFile());
        assertEquals("OneLogit", network.get("head").asText());
        assertEquals(SMALL.network().layers().size(), network.get("layers").size());
        assertEquals("CentreCrop", network.at("/layers/0/kind").asText());
        assertEquals(2 * 7 * 7, network.at("/layers/2/kernel").size());
        assertEquals(16, network.at("/layers/6/channelsOut").asInt());
        long values = SMALL.start().values().values().stream()
                .mapToLong(each -> each.length)
                .sum();
        assertEquals(4 * values, Files.size(folder.resolve("values")));
        assertEquals(4L * 4 * 2 * 32 * 32, Files.size(folder.resolve("frames")));
        assertTrue(SMALL.network().layers().stream().noneMatch(Layer.Dropout.class::isInstance));
    }

    @Test
    void stepsByDjlAreTheStepsOfTraining() {
        try (Steps djl = new DjlSteps(SMALL)) {
            double before = djl.take(1).firstLoss();
            djl.take(20);
            double after = djl.take(1).firstLoss();
            assertTrue(after < before, before + " then " + after);
        }
    }
}
