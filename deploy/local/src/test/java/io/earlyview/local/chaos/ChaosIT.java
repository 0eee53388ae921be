package io.earlyview.local.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.local.Outside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself over real processes: each part is killed at least once, and every promise is kept. */
class ChaosIT {
    private static final Path ROOT = Path.of(System.getProperty("earlyview.root"));

    @TempDir
    Path folder;

    @Test
    void tenKillsLoseDoubleAndReorderNothing() throws Exception {
        Path file = folder.resolve("chaos.json");

        Outside.Ended ended = Outside.command(ROOT, "chaos", "--kills", "10", "--seed", "4", "--json", file.toString());

        assertEquals(0, ended.code(), ended.output());
        JsonNode summary = new ObjectMapper().readTree(file.toFile());
        assertEquals(10, summary.path("kills").asInt());
        assertEquals(4, summary.path("seed").asInt());
        assertEquals(0, summary.path("lost").asInt(-1), ended.output());
        assertEquals(0, summary.path("duplicated").asInt(-1), ended.output());
        assertEquals(0, summary.path("regressed").asInt(-1), ended.output());
        assertTrue(summary.path("sent").asInt() > 10, ended.output());
        assertTrue(summary.path("scores").asInt() >= summary.path("sent").asInt() / 2, ended.output());
        assertTrue(summary.path("recoveryMillis").path("p50").asDouble() > 0, ended.output());
        assertTrue(
                summary.path("recoveryMillis").path("p95").asDouble()
                        >= summary.path("recoveryMillis").path("p50").asDouble(),
                ended.output());
        for (Target target : Target.values()) {
            assertTrue(
                    summary.path("recoveryMillisByService")
                                    .path(target.text())
                                    .path("kills")
                                    .asInt()
                            > 0,
                    () -> target + " was never killed: " + summary);
        }
        assertTrue(ended.output().contains("seed 4"), ended.output());
    }

    @Test
    void aDirectoryThatHoldsSomethingIsRefusedInWords() throws Exception {
        Files.writeString(folder.resolve("something"), "of somebody");

        Outside.Ended ended = Outside.command(ROOT, "chaos", "--data", folder.toString());

        assertEquals(2, ended.code(), ended.output());
        assertTrue(ended.output().contains("holds 1 files; expected none"), ended.output());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
