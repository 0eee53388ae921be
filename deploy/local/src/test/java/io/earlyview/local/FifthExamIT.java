package io.earlyview.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.local.system.Choices;
import io.earlyview.local.system.DataDirectory;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.local.system.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two exams that are a YAML file each and no Java, one of classes and one of a quantity: from a labelled folder through a
 * release to the score of the next acquisition in PostgreSQL.
 */
class FifthExamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] CHANNELS = {"first", "second", "third"};
    private static final int EDGE = 16;

    @TempDir
    static Path folder;

    private static final Ports PORTS = Ports.free();
    private static DataDirectory data;
    private static LocalSystem system;
    private static Outside outside;

    @BeforeAll
    static void start() throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path root = Path.of(System.getProperty("earlyview.root"));
        Path exams = Path.of(FifthExamIT.class.getResource("/exams").toURI());
        data = DataDirectory.open(folder.resolve("data"));
        system = LocalSystem.start(
                root,
                data,
                PORTS,
                new Choices(Optional.of(exams), "1g", false),
                line -> System.out.println("  " + line));
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
    void classesFromAFolderOfNumpyFilesToAScoreInTheDatabase() throws Exception {
        Random random = new Random(1);
        Path scans = Files.createDirectories(folder.resolve("spots"));
        StringBuilder table = new StringBuilder("file,patient,label\n");
        for (int i = 0; i < 120; i++) {
            NumpyFile.write(scans.resolve(i + ".npy"), spot(i % 3, random));
            table.append("%d.npy,patient%d,%s%n".formatted(i, i, CHANNELS[i % 3]));
        }
        importAndTrain("spots", scans, table);

        Path next = NumpyFile.write(folder.resolve("next.npy"), spot(2, random));
        JsonNode output = scored("spots", next);
        assertEquals("classes", output.path("kind").asText());
        assertEquals("third", output.path("classNames").get(2).asText());
        assertTrue(output.path("values").get(2).asDouble() > 0.5, () -> "P(third) is too small: " + output);
    }

    @Test
    void aQuantityFromAFolderOfNrrdFilesToAScoreInTheDatabase() throws Exception {
        Random random = new Random(2);
        Path scans = Files.createDirectories(folder.resolve("lumps"));
        StringBuilder table = new StringBuilder("file,patient,label\n");
        for (int i = 0; i < 80; i++) {
            double radius = 2 + 5 * random.nextDouble();
            double spacing = 0.5 + random.nextDouble();
            Files.write(scans.resolve(i + ".nrrd"), lump(radius, spacing, random));
            table.append(String.format(Locale.ROOT, "%d.nrrd,patient%d,%.4f%n", i, i, millilitres(radius, spacing)));
        }
        importAndTrain("lumps", scans, table);

        Path next = Files.write(folder.resolve("next.nrrd"), lump(5, 1, random));
        JsonNode output = scored("lumps", next);
        assertEquals("quantity", output.path("kind").asText());
        assertEquals("mL", output.path("unit").asText());
        double truth = millilitres(5, 1);
        assertTrue(
                output.path("value").asDouble() > truth / 3
                        && output.path("value").asDouble() < truth * 3
                        && output.path("low").asDouble() < output.path("value").asDouble()
                        && output.path("high").asDouble() > output.path("value").asDouble(),
                () -> "is no estimate of " + truth + " mL: " + output);
    }

    private static void importAndTrain(String exam, Path scans, CharSequence table) throws Exception {
        Path labels = Files.writeString(folder.resolve(exam + ".csv"), table);
        Outside.Ended imported =
                outside.gateway("import", scans.toString(), "--labels", labels.toString(), "--exam", exam);
        assertEquals(0, imported.code(), imported.output());
        Outside.Ended trained = outside.command("train", exam, "--seed", "5");
        assertEquals(0, trained.code(), trained.output());
    }

    /** What the database holds of the score of this file, which REST says, too. */
    private static JsonNode scored(String exam, Path file) throws Exception {
        JsonNode[] output = new JsonNode[1];
        // Inference takes a release over a moment after it was published; what comes before waits for it.
        Outside.Ended ended = outside.gateway("send", file.toString(), "--exam", exam, "--json");
        String id = new ObjectMapper()
                .readTree(ended.output()
                        .lines()
                        .filter(line -> line.startsWith("{"))
                        .reduce((first, last) -> last)
                        .orElseThrow(() -> new IllegalStateException(ended.output())))
                .path("acquisitionId")
                .asText();
        await().atMost(PATIENCE).until(() -> {
            output[0] = stored(id);
            return !output[0].isMissingNode();
        });
        assertEquals(output[0], outside.acquisition(id).path("output"));
        return output[0];
    }

    private static JsonNode stored(String acquisitionId) throws Exception {
        String address = "jdbc:postgresql://localhost:" + PORTS.database() + "/earlyview";
        try (Connection connection = DriverManager.getConnection(address, "results", "");
                PreparedStatement query =
                        connection.prepareStatement("select output::text from score where acquisition_id = ?")) {
            query.setString(1, acquisitionId);
            try (ResultSet found = query.executeQuery()) {
                return found.next()
                        ? new ObjectMapper().readTree(found.getString(1))
                        : new ObjectMapper().missingNode();
            }
        }
    }

    private static byte[] spot(int channel, Random random) throws IOException {
        float[] values = new float[4 * 32 * 32];
        int row = 8 + random.nextInt(16);
        int column = 8 + random.nextInt(16);
        for (int i = 0; i < values.length; i++) {
            double distance = Math.hypot(i / 32 % 32 - row, i % 32 - column);
            boolean inside = i / (32 * 32) == channel && distance < 5;
            values[i] = (float) Math.max(0, (inside ? 180 : 40) + 15 * random.nextGaussian());
        }
        return NumpyFile.uint16(values, 4, 32, 32);
    }

    private static double millilitres(double radiusVoxels, double spacing) {
        return 4 * Math.PI / 3 * Math.pow(radiusVoxels * spacing, 3) / 1000;
    }

    /** A bright ball in the middle, as a NRRD file that says its spacing. */
    private static byte[] lump(double radius, double spacing, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(("NRRD0004\ntype: uint8\ndimension: 3\nsizes: 16 16 16\nencoding: raw\n"
                        + "spacings: %1$s %1$s %1$s\n\n".formatted(spacing))
                .getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < EDGE * EDGE * EDGE; i++) {
            double distance = Math.sqrt(Math.pow(i / EDGE / EDGE - 7.5, 2)
                    + Math.pow(i / EDGE % EDGE - 7.5, 2)
                    + Math.pow(i % EDGE - 7.5, 2));
            bytes.write((int) Math.clamp((distance < radius ? 150 : 60) + 15 * random.nextGaussian(), 0, 255));
        }
        return bytes.toByteArray();
    }
}
