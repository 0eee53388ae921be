package io.earlyview.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import io.earlyview.v1.ViewGeometry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way over real processes: a file goes in at the gateway, a probability comes out over REST, and it is the one
 * that ONNX Runtime gives for the same frames and the same released file.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int VIEW_VALUES = 128 * 128;

    @TempDir
    static Path folder;

    private static DataDirectory data;
    private static LocalSystem system;
    private static Outside outside;
    private static String trainedSha256;

    @BeforeAll
    static void start() {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path root = Path.of(System.getProperty("earlyview.root"));
        data = DataDirectory.open(folder.resolve("data"));
        system = LocalSystem.start(root, data, Ports.free(), Choices.NONE, line -> System.out.println("  " + line));
        outside = new Outside(root, system);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        data.close();
    }

    @Test
    @Order(1)
    void aNumpyFileIsScoredAsOnnxRuntimeScoresItDirectly() throws Exception {
        float[] views = NumpyFile.twoViews(true, new Random(7));
        String id = send(NumpyFile.uint16(views, 2, 128, 128), "two.npy");

        await().atMost(PATIENCE).until(() -> ended(scoresOf(id)));
        List<Score> scores = scoresOf(id);
        assertTrue(scores.size() <= 2, () -> "revisions on the topic " + scores); // the pair, and that it was all
        for (Score score : scores) {
            assertEquals(
                    direct(score, index -> half(views, index)),
                    score.getProbability().getValue(),
                    1e-6);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode acquisition = outside.acquisition(id);
            assertEquals(
                    scores.getLast().getProbability().getValue(),
                    acquisition.path("probability").asDouble(),
                    1e-9);
            assertEquals(
                    scores.getLast().getRelease().getReleaseId(),
                    acquisition.path("releaseId").asText());
        });
    }

    @Test
    @Order(2)
    void of120FramesTheFirstScoreNeedsViews0And60AndTheLastRestsOnAll() throws Exception {
        float[] all = new float[120 * VIEW_VALUES];
        Random random = new Random(8);
        for (int view = 0; view < 120; view += 2) {
            System.arraycopy(NumpyFile.twoViews(view % 3 == 0, random), 0, all, view * VIEW_VALUES, 2 * VIEW_VALUES);
        }
        String id = send(NumpyFile.uint16(all, 120, 128, 128), "all.npy");

        await().atMost(PATIENCE).until(() -> ended(scoresOf(id)));
        List<Score> scores = scoresOf(id);
        Set<Integer> first = indices(scores.getFirst());
        assertTrue(first.containsAll(Set.of(0, 60)), () -> "the first score rests on " + first);
        assertEquals(120, indices(scores.getLast()).size());
        assertEquals(120 - first.size() + 1, scores.size(), "one revision with each further view");
        for (int i = 0; i < scores.size(); i++) {
            assertEquals(i + 1, scores.get(i).getRevision());
        }
        for (Score score : List.of(scores.getFirst(), scores.getLast())) {
            assertEquals(
                    direct(score, index -> Arrays.copyOfRange(all, index * VIEW_VALUES, (index + 1) * VIEW_VALUES)),
                    score.getProbability().getValue(),
                    1e-6);
        }
        await().atMost(PATIENCE)
                .until(() -> outside.acquisition(id).path("framesReceived").asInt() == 120);
    }

    @Test
    @Order(3)
    void badFilesAreRefusedInWordsAndLeaveNoTrace() throws Exception {
        int before = outside.scores().size();
        float[] views = NumpyFile.twoViews(true, new Random(9));
        byte[] good = NumpyFile.uint16(views, 2, 128, 128);
        Map<String, byte[]> bad = Map.of(
                "truncated", Arrays.copyOf(good, good.length - 100),
                "(3, 128, 128)", NumpyFile.uint16(Arrays.copyOf(views, 3 * VIEW_VALUES), 3, 128, 128),
                "object", NumpyFile.file("{'descr': '|O', 'fortran_order': False, 'shape': (2, 128, 128), }", views));
        for (var entry : bad.entrySet()) {
            Path file = NumpyFile.write(folder.resolve("bad.npy"), entry.getValue());
            Outside.Ended ended = outside.gateway("send", file.toString(), "--exam", "datscan");
            assertEquals(2, ended.code(), ended.output());
            assertTrue(ended.output().contains(entry.getKey()), () -> entry.getKey() + " is not in: " + ended.output());
        }
        assertEquals(before, outside.scores().size(), "scores after refused files");
    }

    @Test
    @Order(4)
    void killedBetweenView0AndView60InferenceStillGivesExactlyOneScore() throws Exception {
        String id = "00000000000000000000000000000e2e";
        float[] views = NumpyFile.twoViews(false, new Random(10));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            publish(producer, frame(id, 0, 0, views));
            await().atMost(PATIENCE).until(() -> !outside.states(id).isEmpty());
            system.kill("inference");
            publish(producer, frame(id, 60, 180, views));
            publish(producer, frame(id, 0, 0, views)); // a gateway that sends again
            system.restart("inference");
            await().atMost(PATIENCE).until(() -> !scoresOf(id).isEmpty());
            publish(producer, frame(id, 60, 180, views));
            // A record of the same partition behind the repeat tells when the repeat has been taken.
            String other = id.replace("e2e", "e2f");
            publish(producer, frame(other, 0, 0, views));
            publish(producer, frame(other, 60, 180, views));
            await().atMost(PATIENCE).until(() -> !scoresOf(other).isEmpty());
        }
        List<Score> scores = scoresOf(id);
        assertEquals(1, scores.size(), "first scores after a kill");
        assertEquals(
                direct(scores.getFirst(), index -> half(views, index)),
                scores.getFirst().getProbability().getValue(),
                1e-6);
    }

    @Test
    @Order(5)
    void aLabelledFolderTrainsAReleaseThatScoresTheNextAcquisition() throws Exception {
        Path scans = Files.createDirectories(folder.resolve("scans"));
        StringBuilder table = new StringBuilder("file,patient,label\n");
        Random random = new Random(11);
        for (int i = 0; i < 90; i++) {
            boolean abnormal = i % 2 == 0;
            String file = "scan%02d.npy".formatted(i);
            NumpyFile.write(scans.resolve(file), NumpyFile.uint16(NumpyFile.twoViews(!abnormal, random), 2, 128, 128));
            table.append("%s,patient%d,%s%n".formatted(file, i, abnormal ? "abnormal" : "normal"));
        }
        Path labels = Files.writeString(folder.resolve("labels.csv"), table);
        Outside.Ended imported =
                outside.gateway("import", scans.toString(), "--labels", labels.toString(), "--exam", "datscan");
        assertEquals(0, imported.code(), imported.output());

        String before = outside.acquisition(
                        send(NumpyFile.uint16(NumpyFile.twoViews(true, random), 2, 128, 128), "before.npy"))
                .path("releaseId")
                .asText();
        Outside.Ended trained = outside.command("train", "datscan", "--epochs", "15", "--seed", "5");
        assertEquals(0, trained.code(), trained.output());
        trainedSha256 = sha256In(trained.output());
        float[] abnormal = NumpyFile.twoViews(false, random);
        await().atMost(PATIENCE).untilAsserted(() -> {
            String id = send(NumpyFile.uint16(abnormal, 2, 128, 128), "after.npy");
            JsonNode after = outside.acquisition(id);
            assertNotEquals(before, after.path("releaseId").asText(), "release after training");
            assertTrue(trained.output().contains(after.path("releaseId").asText()), trained.output());
            assertEquals(
                    direct(scoresOf(id).getFirst(), index -> half(abnormal, index)),
                    after.path("probability").asDouble(),
                    1e-6);
            assertEquals("abnormal", after.path("decision").asText());
        });
    }

    @Test
    @Order(6)
    void aTrainingServiceThatIsKilledDuringARunEndsItWithTheSameNetwork() throws Exception {
        String before = outside.latestRun().path("runId").asText();
        CompletableFuture<Outside.Ended> training = CompletableFuture.supplyAsync(() -> {
            try {
                return outside.command("train", "datscan", "--epochs", "15", "--seed", "5");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            JsonNode run = outside.latestRun();
            return !run.path("runId").asText().equals(before)
                    && run.path("history").size() >= 2;
        });
        system.kill("training");
        system.restart("training");

        Outside.Ended ended = training.get(2, TimeUnit.MINUTES);
        assertEquals(0, ended.code(), ended.output());
        assertTrue(ended.output().contains("resumed    Resumed from epoch "), ended.output());
        assertEquals(trainedSha256, sha256In(ended.output()), "the network of a run that was killed");
    }

    @Test
    @Order(7)
    void aWrongRemedyIsRefusedWithThoseThatTheHelpNames() throws Exception {
        Outside.Ended refused = outside.command("train", "datscan", "--remedy", "pray");

        assertEquals(1, refused.code(), refused.output());
        Matcher named = Pattern.compile("There is no remedy 'pray'; there are \\[([^]]+)]")
                .matcher(refused.output());
        assertTrue(named.find(), refused.output());
        // The help breaks lines wherever it is wide enough.
        String help = outside.command("train", "--help").output().replaceAll("\\s+", "");
        assertTrue(
                help.replaceAll("\\[=[A-Z]+]", "")
                        .contains("Thereare" + named.group(1).replace(" ", "")),
                help);
    }

    private static String sha256In(String output) {
        Matcher named = Pattern.compile("\\b[0-9a-f]{64}\\b").matcher(output);
        assertTrue(named.find(), output);
        return named.group();
    }

    private static String send(byte[] npy, String name) throws Exception {
        Path file = NumpyFile.write(folder.resolve(name), npy);
        Outside.Ended ended = outside.gateway("send", file.toString(), "--exam", "datscan", "--json");
        assertEquals(0, ended.code(), ended.output());
        String json = ended.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .reduce((first, last) -> last)
                .orElseThrow();
        return new ObjectMapper().readTree(json).path("acquisitionId").asText();
    }

    private static List<Score> scoresOf(String acquisitionId) throws Exception {
        return outside.scores().stream()
                .filter(score -> score.getAcquisitionId().equals(acquisitionId))
                .toList();
    }

    private static boolean ended(List<Score> scores) {
        return !scores.isEmpty() && scores.getLast().getState() == ScoreState.SCORE_STATE_FINAL;
    }

    private static Set<Integer> indices(Score score) {
        return score.getFramesUsedList().stream().map(FrameUsed::getIndex).collect(Collectors.toSet());
    }

    /** View 0 of two views, or the other. */
    private static float[] half(float[] twoViews, int index) {
        return index == 0
                ? Arrays.copyOf(twoViews, VIEW_VALUES)
                : Arrays.copyOfRange(twoViews, VIEW_VALUES, 2 * VIEW_VALUES);
    }

    /** ONNX Runtime run directly on the released files and the views that a score says it rests on. */
    private static double direct(Score score, IntFunction<float[]> view) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession encoder = session(score.getRelease().getArtifactSha256());
                OrtSession head = session(score.getRelease().getHeadSha256())) {
            List<float[]> embeddings = new ArrayList<>();
            for (FrameUsed used : score.getFramesUsedList()) {
                try (OnnxTensor frame = OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(view.apply(used.getIndex())), new long[] {1, 128, 128});
                        OnnxTensor angle =
                                OnnxTensor.createTensor(environment, new float[] {(float) used.getAngleDegrees()});
                        OrtSession.Result result = encoder.run(Map.of("frame", frame, "angle", angle))) {
                    embeddings.add(((float[][]) result.get(0).getValue())[0]);
                }
            }
            float[][][] all = {embeddings.toArray(float[][]::new)};
            try (OnnxTensor frames = OnnxTensor.createTensor(environment, all);
                    OrtSession.Result result = head.run(Map.of("embeddings", frames))) {
                return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            }
        }
    }

    private static OrtSession session(String sha256) throws OrtException {
        Path artifact = data.artifacts().resolve("sha256/" + sha256 + ".onnx");
        return OrtEnvironment.getEnvironment().createSession(artifact.toString());
    }

    private static Frame frame(String id, int index, double angle, float[] twoViews) throws Exception {
        ByteBuffer pixels = ByteBuffer.allocate(VIEW_VALUES * 2).order(ByteOrder.LITTLE_ENDIAN);
        int from = index == 0 ? 0 : VIEW_VALUES;
        for (int i = 0; i < VIEW_VALUES; i++) {
            pixels.putShort((short) twoViews[from + i]);
        }
        Timestamp now = Timestamp.newBuilder()
                .setSeconds(Instant.now().getEpochSecond())
                .build();
        return Frame.newBuilder()
                .setAcquisitionId(id)
                .setExam("datscan")
                .setIndex(index)
                .setExpectedFrames(120)
                .setView(ViewGeometry.newBuilder()
                        .setDetector(1)
                        .setEnergyWindow(1)
                        .setAngleDegrees(angle))
                .setPixelType(PixelType.PIXEL_TYPE_UINT16)
                .setRows(128)
                .setColumns(128)
                .setPixels(ByteString.copyFrom(pixels.array()))
                .setPixelsSha256(
                        ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(pixels.array())))
                .setAcquiredAt(now)
                .setIngestedAt(now)
                .build();
    }

    private static void publish(KafkaProducer<byte[], byte[]> producer, Frame frame) throws Exception {
        producer.send(new ProducerRecord<>(
                        "frames", 0, frame.getAcquisitionId().getBytes(StandardCharsets.UTF_8), frame.toByteArray()))
                .get();
    }
}
