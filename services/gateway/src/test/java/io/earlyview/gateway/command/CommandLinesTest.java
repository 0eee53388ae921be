package io.earlyview.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.fleet.Fleet;
import io.earlyview.gateway.folder.FolderImport;
import io.earlyview.gateway.scores.ScoreInquiry;
import io.earlyview.gateway.source.ScanReader;
import io.earlyview.gateway.streaming.FakeIngestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types and what is said to it, in this process. */
@Timeout(60)
class CommandLinesTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeIngestion ingestion;
    private FakeIngestion.Way way;

    @BeforeEach
    void start() {
        ingestion = new FakeIngestion();
        way = ingestion.connect();
    }

    @AfterEach
    void stop() {
        way.close();
        ingestion.close();
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("send", "import", "simulate", ResearchUse.SENTENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "import", "simulate"})
    void everyCommandExplainsItselfAndItsExitCodes(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("earlyview " + command, "Exit codes:", ResearchUse.SENTENCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NPY --exam mri; Unknown exam 'mri', expected one of: datscan, mgmt, ctc, raster-volume.",
                "NPY --label sick; Unknown label 'sick', expected one of: normal, abnormal.",
                "NPY --exam raster-volume; raster-volume needs --spacing",
                "NPY --exam raster-volume --spacing 1,2; Unknown spacing '1,2', expected three numbers",
                "NPY --exam raster-volume --spacing 1,1,1 --label big; Unknown label 'big', expected a number.",
                "NPY --author-saw-score; expected --label beside it.",
                "none.npy; Found no such file",
                "NPY --nonsense; Unknown option: '--nonsense'"
            })
    void sendRefusesInOneSentence(String arguments, String sentence) throws Exception {
        assertThat(run(words("send " + arguments.replace("NPY", npy())))).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
        assertThat(ingestion.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--speed fast; Found --speed 'fast', expected such as 1x, 600x or max.",
                "--views 7; Found --views '7', expected all, needed or first N.",
                "--exam mgmt --fault unscaled-labels; --fault is unscaled-labels, and mgmt can have confounded-sites, "
                        + "shuffled-labels, leaked-patients.",
                "--fault leaked-patients; --fault is leaked-patients, and datscan can have none.",
                "--mode loud; Invalid value for option '--mode'",
                "--acquisitions 0; --acquisitions is 0, expected 1 to 1000000.",
                "--scanners 99999; --scanners is 99999, expected 1 to 2000.",
                "--exam mri; Unknown exam",
                "--truth /no/such/folder/truth.csv; cannot be written",
                "--seed x; Invalid value for option '--seed'"
            })
    void simulateRefusesInOneSentence(String arguments, String sentence) {
        assertThat(run(words("simulate " + arguments))).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
        assertThat(ingestion.received()).isEmpty();
    }

    @Test
    void importRefusesAFolderOrTableThatIsNone() throws IOException {
        Path table = Files.writeString(directory.resolve("labels.csv"), "file,patient\n");

        assertThat(run("import", directory.resolve("none").toString(), "--labels", table.toString()))
                .isEqualTo(2);
        assertThat(run("import", directory.toString(), "--labels", table.toString()))
                .isEqualTo(2);
        assertThat(run("import", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no such folder", "file, patient, label", "--labels");
    }

    @Test
    void aDryRunNeedsNoIngestion() throws Exception {
        ingestion.stop();
        Files.copy(Path.of(npy()), directory.resolve("a.npy"));
        Path table = Files.writeString(directory.resolve("labels.csv"), "file,patient,label\na.npy,1,normal\n");
        String[] dryRun = {"import", directory.toString(), "--labels", table.toString(), "--dry-run"};

        assertThat(run(dryRun)).isZero();
        assertThat(out.toString()).contains("Would be sent  1 of 1 scans, 1 with a label");
        assertThat(run(Arrays.copyOf(dryRun, 4))).isEqualTo(3);
        assertThat(err.toString()).contains(ingestion.address(), "earlyview up");
    }

    @Test
    void settingsThatMakeNoSenseAreSaidButDoNotHideTheHelp() throws Exception {
        way.close();
        way = FakeIngestion.connect("nowhere");

        assertThat(run("send", "--help")).isZero();
        assertThat(run("send", npy())).isEqualTo(2);
        assertThat(err.toString()).contains("earlyview.gateway.ingestion is 'nowhere', expected host:port");
    }

    @Test
    void namesInATableCannotCommandTheTerminal() throws Exception {
        Path table = Files.writeString(
                directory.resolve("labels.csv"), "file,patient,label\n\"\u001b[2Jevil.npy\",1,normal\n");

        assertThat(run("import", directory.toString(), "--labels", table.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("?[2Jevil.npy").doesNotContain("\u001b");
    }

    private int run(String... arguments) {
        var catalogue = ExamCatalogue.bundled();
        var reader = new ScanReader();
        var pseudonyms = new Pseudonyms(() -> directory.resolve("pseudonym.key"));
        var clock = InstantSource.system();
        var inquiry = new ScoreInquiry(() -> URI.create("http://localhost:1"));
        return CommandLines.of(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new SendCommand(catalogue, reader, pseudonyms, way.ingestion(), inquiry, clock),
                        new ImportCommand(
                                catalogue,
                                new FolderImport(reader, pseudonyms, way.ingestion(), clock),
                                way.ingestion()),
                        new SimulateCommand(catalogue, new Fleet(pseudonyms, way.ingestion(), clock), way.ingestion()))
                .execute(arguments);
    }

    private static String[] words(String line) {
        return Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    private String npy() throws URISyntaxException {
        return Path.of(getClass().getResource("/npy/uint8-c.npy").toURI()).toString();
    }
}
