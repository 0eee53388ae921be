package io.earlyview.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.source.ScanReader;
import io.earlyview.gateway.source.table.LabelRow;
import io.earlyview.gateway.streaming.FakeIngestion;
import io.earlyview.gateway.streaming.FakeIngestion.Reaction;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.RefusalCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderImportTest {
    private static final ExamDescriptor DATSCAN =
            ExamCatalogue.bundled().find("datscan").orElseThrow();

    @TempDir
    Path directory;

    private Path folder;
    private Path key;
    private FakeIngestion ingestion;
    private FakeIngestion.Way way;
    private FolderImport folderImport;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(directory.resolve("scans"));
        key = directory.resolve("pseudonym.key");
        ingestion = new FakeIngestion();
        way = ingestion.connect();
        folderImport =
                new FolderImport(new ScanReader(), new Pseudonyms(() -> key), way.ingestion(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        way.close();
        ingestion.close();
    }

    @Test
    void sendsEachScanWithItsLabel() throws Exception {
        ImportSummary summary = send(row(scan("doe-john.npy", 1), "P-1", "abnormal"), row(scan("b.npy", 2), "P-1", ""));

        assertThat(summary.taken()).isEqualTo(2);
        assertThat(summary.labelled()).isEqualTo(1);
        assertThat(summary.refused()).isEmpty();
        assertThat(ingestion.taken()).hasSize(4 + 5);
        var labels = ingestion.taken().stream().filter(IntakeRequest::hasLabel).toList();
        assertThat(labels).hasSize(1);
        assertThat(labels.getFirst().getLabel().getSource()).isEqualTo(LabelSource.LABEL_SOURCE_IMPORT);
        // One patient: training must be able to keep both scans on one side.
        assertThat(ingestion.taken().stream()
                        .filter(request -> request.getAcquisition().hasStarted())
                        .map(request -> request.getAcquisition().getStarted().getPatientPseudonym())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void nothingThatNamesAPatientOrAFileGoesUpstream() throws Exception {
        send(row(scan("doe-john.npy", 1), "MRN-4711", "abnormal"));

        for (IntakeRequest request : ingestion.received()) {
            String bytes = new String(request.toByteArray(), StandardCharsets.ISO_8859_1);
            assertThat(bytes)
                    .doesNotContain("doe")
                    .doesNotContain("4711")
                    .doesNotContain("npy")
                    .doesNotContain("scans");
        }
    }

    @Test
    void aSecondImportIsTheSameAcquisitions() throws Exception {
        LabelRow[] rows = {row(scan("a.npy", 1), "P-1", "abnormal"), row(scan("b.npy", 2), "P-2", "normal")};
        send(rows);
        Set<String> first = ids();
        Files.move(folder.resolve("a.npy"), folder.resolve("renamed.npy"));
        rows[0] = row("renamed.npy", "P-1", "abnormal");

        ImportSummary summary = send(rows);

        assertThat(summary.taken()).isEqualTo(2);
        assertThat(ids()).hasSize(2).isEqualTo(first);
    }

    @Test
    void badFilesAreRefusedAndTheOthersGoOn() throws Exception {
        Files.write(folder.resolve("broken.npy"), Arrays.copyOf(twoViews(3), 500));
        List<Integer> settled = new ArrayList<>();

        var plan = plan(
                row(scan("a.npy", 1), "P-1", "abnormal"),
                row("broken.npy", "P-2", "normal"),
                row("missing.npy", "P-3", "normal"),
                row(scan("twin.npy", 1), "P-1", "abnormal"),
                row(scan("stranger.npy", 1), "P-9", "abnormal"),
                row(scan("b.npy", 2), "P-4", "normal"));
        ImportSummary summary = folderImport.send(plan, DATSCAN, (done, refused) -> settled.add(done));

        assertThat(summary.taken()).isEqualTo(2);
        assertThat(summary.refused())
                .extracting(RefusedFile::file)
                .containsExactlyInAnyOrder("broken.npy", "missing.npy", "twin.npy", "stranger.npy");
        assertThat(reason(summary, "broken.npy")).contains("truncated");
        assertThat(reason(summary, "twin.npy")).contains("same frames as in a.npy,");
        assertThat(reason(summary, "stranger.npy")).contains("a.npy of another patient");
        assertThat(settled).contains(6).isSorted();
    }

    @Test
    void whatIngestionRefusesIsSaidByFile() throws Exception {
        ingestion.refuse(request -> request.hasFrame() && request.getFrame().getIndex() == 60
                ? Optional.of(FakeIngestion.refusal(RefusalCause.REFUSAL_CAUSE_TOO_LARGE, "too large"))
                : Optional.empty());

        ImportSummary summary = send(row(scan("a.npy", 1), "P-1", ""));

        assertThat(reason(summary, "a.npy")).contains("Ingestion refused it: too large");
        assertThat(summary.taken()).isZero();
    }

    @Test
    void aDryRunSendsNothingAndMakesNoKey() throws Exception {
        Files.write(folder.resolve("broken.npy"), new byte[3]);

        ImportSummary summary = folderImport.check(
                plan(row(scan("a.npy", 1), "P-1", "normal"), row("broken.npy", "P-2", "")), DATSCAN, (done, bad) -> {});

        assertThat(summary.taken()).isEqualTo(1);
        assertThat(summary.refused()).hasSize(1);
        assertThat(ingestion.received()).isEmpty();
        assertThat(key).doesNotExist();
    }

    @Test
    void aLostIngestionEndsTheImport() throws Exception {
        ingestion.react(number -> number > 6 ? Reaction.BREAK : Reaction.ACCEPT);
        List<LabelRow> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(row(scan(i + ".npy", i), "P-" + i, "normal"));
        }

        ImportSummary summary = send(rows.toArray(LabelRow[]::new));

        assertThat(summary.lost()).isPresent();
        assertThat(summary.taken()).isEqualTo(1);
    }

    private ImportSummary send(LabelRow... rows) throws Exception {
        return folderImport.send(plan(rows), DATSCAN, (done, refused) -> {});
    }

    private FolderPlan plan(LabelRow... rows) throws IOException {
        return FolderPlan.of(folder, List.of(rows), DATSCAN);
    }

    private Set<String> ids() {
        return ingestion.taken().stream()
                .filter(IntakeRequest::hasFrame)
                .map(request -> request.getFrame().getAcquisitionId())
                .collect(Collectors.toSet());
    }

    private static String reason(ImportSummary summary, String file) {
        return summary.refused().stream()
                .filter(refused -> refused.file().equals(file))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static LabelRow row(String file, String patient, String label) {
        return new LabelRow(2, file, patient, label, "");
    }

    private String scan(String name, int seed) throws IOException {
        Files.write(folder.resolve(name), twoViews(seed));
        return name;
    }

    /** Two frames as NumPy 2.4 stores them. */
    private static byte[] twoViews(int seed) {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 128, 128), }";
        byte[] file = new byte[128 + 2 * 128 * 128];
        Arrays.fill(file, (byte) ' ');
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, 0, file, 0, 10);
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, file, 10, header.length());
        file[127] = '\n';
        for (int i = 128; i < file.length; i++) {
            file[i] = (byte) (1 + (i * 31 + seed * 7) % 200);
        }
        return file;
    }
}
