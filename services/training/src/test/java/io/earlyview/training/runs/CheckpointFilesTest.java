package io.earlyview.training.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.earlyview.training.checks.observation.Acquisition;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.EarlyLook;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.OneBatch;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Separation;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.observation.UnitActivity;
import io.earlyview.training.checks.observation.WeightUpdate;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.Checkpoint;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.torch.AdamState;
import io.earlyview.training.runs.CheckpointFiles.Found;
import io.earlyview.training.runs.CheckpointHeader.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint's file keeps, and what of it may be used. */
class CheckpointFilesTest {
    private static final Owner OWNER = new Owner("one", "ab", "0.1", 1);
    private static final List<Observation> ALL_KINDS = List.of(
            new DataProfile(
                    9,
                    3,
                    List.of(4, 5),
                    List.of(new DataProfile.Channel("counts", 1, 2, 0, Double.POSITIVE_INFINITY, 0.1)),
                    new DataProfile.Parts(3, 0, 1, 2),
                    List.of(new DataProfile.Scaled(1.1, 1.2)),
                    Optional.of(new DataProfile.Spacing(0.1, 0.3, true, true))),
            new Acquisition(List.of("corner level"), 60, 0.7, 999, 0.001),
            new EarlyLook(30, 0.69, 0.01),
            new Separation(0.61),
            new Opening(0.7, OptionalDouble.empty()),
            new Opening(0.7, OptionalDouble.of(Math.PI)),
            new OneBatch(16, 30, 0.7, 0.1, 0.69),
            new Step(1, Double.NaN, 0.1 + 0.2, List.of(new Step.Layer("02", 1e-300))),
            new WeightUpdate(10, List.of(new WeightUpdate.Layer("02", 1e-3))),
            new UnitActivity(10, List.of(new UnitActivity.Layer("03", 0.5))),
            new EpochEnd(
                    1,
                    0.7,
                    OptionalDouble.of(0.7),
                    0.01,
                    Double.NEGATIVE_INFINITY,
                    0,
                    List.of(new EpochEnd.ClassTally(4, 5, 3)),
                    new Gain(0.1, Double.POSITIVE_INFINITY, 1)),
            new Outcome(
                    9,
                    3,
                    Optional.of(new Outcome.Decisions(7, 0.5)),
                    new Outcome.Permutation(18, 999, 0.001),
                    OptionalDouble.empty(),
                    1,
                    0.5));

    @TempDir
    Path directory;

    @Test
    void everyBitComesBack() {
        assertEquals(
                Set.of(Observation.class.getPermittedSubclasses()),
                new HashSet<>(ALL_KINDS.stream().map(Object::getClass).toList()),
                "a kind of observation is not tried here");
        Checkpoint kept = checkpoint();
        files().keep(OWNER, kept);

        Checkpoint found =
                assertInstanceOf(Found.Usable.class, files().find(OWNER)).checkpoint();

        assertEquals(kept.epochsDone(), found.epochsDone());
        assertEquals(kept.elapsedMillis(), found.elapsedMillis());
        assertEquals(kept.observations(), found.observations());
        assertEquals(kept.findings(), found.findings());
        assertEquals(kept.optimizer().steps(), found.optimizer().steps());
        assertEquals(kept.average().steps(), found.average().steps());
        assertSame(kept.weights(), found.weights());
        assertSame(kept.optimizer().means(), found.optimizer().means());
        assertSame(kept.optimizer().variances(), found.optimizer().variances());
        assertSame(kept.average().values(), found.average().values());
    }

    @Test
    void aChangedByteOrAMissingOneMakesItUnusable() throws Exception {
        files().keep(OWNER, checkpoint());
        Path file = directory.resolve("one.checkpoint");
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;

        for (byte[] broken : List.of(changed, java.util.Arrays.copyOf(whole, whole.length - 1), new byte[0])) {
            Files.write(file, broken);
            assertEquals(
                    new Found.Unusable("the checkpoint cannot be read: its " + broken.length
                            + " bytes do not have the SHA-256 that stands at their end"),
                    files().find(OWNER));
        }
    }

    @Test
    void othersDataAndOthersCodeAreNotGoneOnFrom() {
        assertEquals(new Found.Unusable("no epoch had ended"), files().find(OWNER));
        files().keep(OWNER, checkpoint());

        assertEquals(
                new Found.Unusable("the checkpoint is of other data"), files().find(new Owner("one", "cd", "0.1", 1)));
        assertEquals(
                new Found.Unusable("the checkpoint was written by version 0.1, this is 0.2"),
                files().find(new Owner("one", "ab", "0.2", 1)));
        Found.Usable usable = assertInstanceOf(Found.Usable.class, files().find(new Owner("one", "ab", "0.1", 2)));
        assertEquals(1, usable.threads(), "other threads are told and no obstacle");
        files().forget("one");
        assertEquals(new Found.Unusable("no epoch had ended"), files().find(OWNER));
    }

    private static void assertSame(Weights expected, Weights actual) {
        assertEquals(
                List.copyOf(expected.values().keySet()),
                List.copyOf(actual.values().keySet()));
        expected.values().forEach((name, values) -> assertArrayEquals(values, actual.of(name), name));
        assertTrue(!expected.values().isEmpty());
    }

    private static Checkpoint checkpoint() {
        return new Checkpoint(
                3,
                1234,
                new Weights(
                        Map.of("02.weight", new float[] {1f / 3, Float.MIN_VALUE, -0f}, "02.bias", new float[] {7})),
                new AdamState(
                        new Weights(Map.of("02.weight", new float[] {1, 2, 3})),
                        new Weights(Map.of("02.weight", new float[] {4, 5, 6})),
                        30),
                new Checkpoint.Average(new Weights(Map.of("02.weight", new float[] {7, 8, 9})), 29),
                ALL_KINDS,
                List.of(new NamedFinding(
                        "not-a-number",
                        NamedFinding.Grade.WARNING,
                        "sentence",
                        List.of(new NamedFinding.Evidence("loss", Double.NaN, Double.NEGATIVE_INFINITY, 5)),
                        "meaning",
                        "advice",
                        Optional.empty())));
    }

    private CheckpointFiles files() {
        // As Quarkus sets it up.
        ObjectMapper json = JsonMapper.builder()
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
        return new CheckpointFiles(new RunBoardTest.Settings(directory), json);
    }
}
