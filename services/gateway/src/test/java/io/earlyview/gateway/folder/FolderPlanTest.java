package io.earlyview.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.LabelValue;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.source.table.LabelRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPlanTest {
    private static final ExamDescriptor DATSCAN =
            ExamCatalogue.bundled().find("datscan").orElseThrow();

    @TempDir
    Path outside;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(outside.resolve("scans"));
        Files.createDirectories(folder.resolve("sub"));
        Files.createFile(folder.resolve("a.npy"));
        Files.createFile(folder.resolve("sub/b.npy"));
        Files.createFile(folder.resolve("c.NPY"));
        Files.createFile(folder.resolve("notes.txt"));
        Files.createFile(outside.resolve("secret.npy"));
    }

    @Test
    void matchesRowsWithFilesByNameWithoutSuffixAndWithWindowsSeparators() throws IOException {
        FolderPlan plan = plan(row("a", "P1", "ABNORMAL"), row("sub\\b.npy", "P1", ""));

        assertThat(plan.refused()).isEmpty();
        assertThat(plan.files()).extracting(PlannedFile::name).containsExactly("a", "sub\\b.npy");
        assertThat(plan.files().getFirst().label().orElseThrow().value())
                .isEqualTo(new LabelValue.ClassName("abnormal"));
        assertThat(plan.files().getLast().label()).isEmpty();
    }

    @Test
    void namesTheFilesThatNoRowNames() throws IOException {
        assertThat(plan(row("a.npy", "P1", "normal")).unlisted()).containsExactly("c.NPY", "sub/b.npy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.npy",
                "sub/../../secret.npy",
                "/etc/passwd",
                "..\\secret.npy",
                "..",
                "link.npy",
                "linked/secret.npy"
            })
    void nothingOutsideOfTheFolderIsRead(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.npy"), outside.resolve("secret.npy"));
        Files.createSymbolicLink(folder.resolve("linked"), outside);

        FolderPlan plan = plan(row(name, "P1", "normal"));

        assertThat(plan.files()).isEmpty();
        assertThat(plan.refused().getFirst().reason()).contains("out of the folder");
    }

    @Test
    void refusesRowsOneByOne() throws IOException {
        FolderPlan plan = plan(
                row("a.npy", "P1", "normal"),
                row("missing.npy", "P2", "normal"),
                row("", "P3", "normal"),
                row("sub/b.npy", "", "normal"),
                row("c.NPY", "P4", "sick"),
                row("./a.npy", "P5", "abnormal"),
                row("bad\0name", "P6", "normal"));

        assertThat(plan.files()).extracting(PlannedFile::name).containsExactly("a.npy");
        assertThat(plan.refused()).hasSize(6);
        assertThat(plan.refused().get(0).reason()).contains("no such file");
        assertThat(plan.refused().get(1).file()).isEqualTo("(line 2)");
        assertThat(plan.refused().get(2).reason()).contains("no patient");
        assertThat(plan.refused().get(3).reason()).contains("'sick'").contains("normal, abnormal");
        assertThat(plan.refused().get(4).reason()).contains("line 2 already");
        assertThat(plan.rows()).isEqualTo(7);
    }

    @Test
    void aVolumeNeedsItsSpacingAndANumberForALabel() throws IOException {
        ExamDescriptor raster = ExamCatalogue.bundled().find("raster-volume").orElseThrow();
        FolderPlan plan = FolderPlan.of(
                folder,
                List.of(
                        new LabelRow(2, "a.npy", "P1", "73.5", "0.8 0.5 0.5"),
                        new LabelRow(3, "sub/b.npy", "P1", "73.5", ""),
                        new LabelRow(4, "c.NPY", "P1", "large", "1;1;1")),
                raster);

        assertThat(plan.files().getFirst().spacing()).isEqualTo(new Spacing(0.8, 0.5, 0.5));
        assertThat(plan.files().getFirst().label().orElseThrow().value()).isEqualTo(new LabelValue.Quantity(73.5));
        assertThat(plan.refused()).hasSize(2);
        assertThat(plan.refused().get(0).reason()).contains("Found spacing ''");
        assertThat(plan.refused().get(1).reason()).contains("Found label 'large', expected a number");
    }

    private FolderPlan plan(LabelRow... rows) throws IOException {
        return FolderPlan.of(folder, List.of(rows), DATSCAN);
    }

    private static LabelRow row(String file, String patient, String label) {
        return new LabelRow(2, file, patient, label, "");
    }
}
