package io.earlyview.training.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.OnnxNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    private static final byte[] GRAPH = {1, 2, 3};
    private static final byte[] HEAD = {8, 9};
    private static final byte[] WEIGHTS = {4, 5, 6, 7};
    private static final OnnxNetwork IN_TWO = new OnnxNetwork(GRAPH, ArtifactStore.digest(WEIGHTS), WEIGHTS);

    @TempDir
    Path directory;

    private ArtifactStore store;

    @BeforeEach
    void open() {
        store = new ArtifactStore(() -> directory);
    }

    @Test
    void aFileOfItsOwnKeepsTheWeights() {
        Artifact artifact = store.store(IN_TWO);

        assertEquals(new Artifact(ArtifactStore.digest(GRAPH), 3, IN_TWO.weightsSha256(), 4, "", 0), artifact);
        OnnxNetwork found = store.find(artifact).orElseThrow();
        assertArrayEquals(GRAPH, found.graph());
        assertArrayEquals(WEIGHTS, found.weights());
        assertTrue(Files.exists(directory.resolve("sha256").resolve(IN_TWO.weightsSha256() + ".weights")));
    }

    @Test
    void withoutItsWeightsOrWithOthersANetworkIsNotThere() throws Exception {
        Artifact artifact = store.store(IN_TWO);
        Path weights = directory.resolve("sha256").resolve(IN_TWO.weightsSha256() + ".weights");

        Files.write(weights, new byte[] {4, 5, 6, 8});
        assertTrue(store.find(artifact).isEmpty());
        Files.delete(weights);
        assertTrue(store.find(artifact).isEmpty());
        assertTrue(store.graph(artifact).isPresent());

        store.store(IN_TWO);
        assertTrue(store.find(artifact).isPresent());
    }

    @Test
    void aSetIsTwoFilesAndNoneWithoutBoth() throws Exception {
        Artifact artifact = store.store(OnnxNetwork.set(GRAPH, HEAD));

        assertEquals(new Artifact(ArtifactStore.digest(GRAPH), 3, "", 0, ArtifactStore.digest(HEAD), 2), artifact);
        OnnxNetwork found = store.find(artifact).orElseThrow();
        assertTrue(found.isSet());
        assertArrayEquals(GRAPH, found.graph());
        assertArrayEquals(HEAD, found.head());

        Path head = directory.resolve("sha256").resolve(artifact.headSha256() + ".onnx");
        Files.write(head, GRAPH);
        assertTrue(store.find(artifact).isEmpty() && store.head(artifact).isEmpty() && !store.holds(artifact));
        store.store(OnnxNetwork.set(GRAPH, HEAD));
        assertTrue(store.holds(artifact));
        Files.delete(directory.resolve("sha256").resolve(artifact.sha256() + ".onnx"));
        assertTrue(store.find(artifact).isEmpty() && store.head(artifact).isPresent());
    }

    @Test
    void bytesThatChangedAreNotGivenOutAndAreReplaced() throws Exception {
        Artifact artifact = store.store(OnnxNetwork.of(GRAPH));

        Files.write(directory.resolve("sha256").resolve(artifact.sha256() + ".onnx"), new byte[] {0});
        assertTrue(store.find(artifact).isEmpty());
        store.store(OnnxNetwork.of(GRAPH));
        assertArrayEquals(GRAPH, store.graph(artifact).orElseThrow());
        assertTrue(store.graph(Artifact.ofOneFile("../" + artifact.sha256(), 3)).isEmpty());
    }

    @Test
    void aNetworkInOneFileHasNoWeightsBeside() {
        Artifact artifact = store.store(OnnxNetwork.of(GRAPH));

        assertEquals(Artifact.ofOneFile(ArtifactStore.digest(GRAPH), 3), artifact);
        assertArrayEquals(GRAPH, store.find(artifact).orElseThrow().graph());
        assertTrue(store.weights(artifact).isEmpty() && store.holds(artifact));
    }
}
