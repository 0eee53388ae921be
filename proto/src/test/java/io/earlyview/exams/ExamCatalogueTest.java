package io.earlyview.exams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamCatalogueTest {
    private static final Path FILES = Path.of("src/main/resources/exams");

    @Test
    void everyBundledFileIsInTheCatalogueUnderItsOwnName() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(FILES)) {
            names = files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .toList();
        }
        ExamCatalogue catalogue = ExamCatalogue.bundled();
        assertThat(names).isNotEmpty();
        assertThat(catalogue.names()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(catalogue.find(name).orElseThrow().exam()).isEqualTo(name));
    }

    @Test
    void datscanIsWhatTheContractSays() {
        ExamDescriptor datscan = ExamCatalogue.bundled().find("datscan").orElseThrow();
        assertThat(datscan.frames())
                .isEqualTo(new ExamDescriptor.Frames(120, 128, 128, 3, ExamDescriptor.PixelMeaning.COUNTS, false));
        assertThat(datscan.neededViews())
                .extracting(ExamDescriptor.NeededView::angleDegrees)
                .containsExactly(0.0, 180.0);
        assertThat(datscan.target()).isEqualTo(new Target.Binary(List.of("normal", "abnormal"), 0.5));
        assertThat(datscan.neededFrames()).isEqualTo(datscan.neededViews());
    }

    @ParameterizedTest
    @CsvSource({"mgmt, 64, false", "ctc, 4, false", "raster-volume, 128, true"})
    void anExamThatIsNoRotationNeedsEveryPlane(String name, int planes, boolean spacing) {
        ExamDescriptor exam = ExamCatalogue.bundled().find(name).orElseThrow();
        assertThat(exam.neededFrames()).hasSize(planes);
        assertThat(exam.neededFrames().getLast().accepts(0, planes - 1)).isTrue();
        assertThat(exam.neededFrames().getLast().accepts(0, planes - 2)).isFalse();
        assertThat(exam.frames().spacingNeeded()).isEqualTo(spacing);
    }

    @Test
    void anExamNobodyKnowsIsNotFound() {
        assertThat(ExamCatalogue.bundled().find("chest-x-ray")).isEmpty();
    }

    @Test
    void aKeyNobodyReadsIsRefusedAtAnyDepth() throws IOException {
        String good = Files.readString(FILES.resolve("datscan.yaml"));
        assertThat(parse(good).exam()).isEqualTo("datscan");
        assertThatThrownBy(() -> parse(good + "colour: blue\n"))
                .isInstanceOf(UnusableExam.class)
                .hasStackTraceContaining("colour");
        assertThatThrownBy(() -> parse(good.replace("  threshold: 0.5", "  threshold: 0.5\n  treshold: 0.4")))
                .hasStackTraceContaining("treshold");
    }

    @ParameterizedTest
    @CsvSource({
        "'  rows: 128',              '  rows: 0',             rows 0 are not in 1..512",
        "'  rows: 128',              '',                      rows",
        "'  threshold: 0.5',         '  threshold: 1.5',      threshold 1.5 is not in",
        "'angleDegrees: 180',        'angleDegrees: 360',     needed angle 360.0",
        "'[normal, abnormal]',       '[abnormal]',            a binary target has 2 classes",
        "'heldOutShare: 0.29',       'heldOutShare: 1',       held-out share 1.0",
        "'    severalOfAPatient: false', '',                  at training.split.severalOfAPatient: this key is missing",
        "'exam: datscan',            'exam: DaT scan',        exam name 'DaT scan'",
        "'pixelsAre: counts',        'pixelsAre: colours',    colours",
        "'kind: binary',             'kind: ternary',         ternary",
        "'angularStepDegrees: 3',    'angularStepDegrees: 0', is no rotation and names views",
        "'above: 0.5',               'above: much',          much",
        "'metric: auroc',            'metric: beauty',        beauty",
        "'riskLimit: 0.1',           'riskLimit: 0.5',        risk limit 0.5 is not in",
        "'    riskLimit: 0.1',       '    risk: 0.1',          risk",
        "'metric: auroc',            'metric: r_squared',     datscan tells a class and its acceptance looks at R_SQUARED",
        "'loss: cross_entropy',      'loss: squared_log_error', datscan tells a class and its loss is SQUARED_LOG_ERROR",
    })
    void aValueOutOfRangeIsRefusedWithTheValue(String from, String to, String message) throws IOException {
        String good = Files.readString(FILES.resolve("datscan.yaml"));
        assertThat(good).contains(from);
        assertThatThrownBy(() -> parse(good.replace(from, to)))
                .isInstanceOf(UnusableExam.class)
                .hasStackTraceContaining(message);
    }

    @Test
    void aStoppingPolicyIsForRotationsOfTwoClassesAndMayBeMissing() throws IOException {
        String datscan = Files.readString(FILES.resolve("datscan.yaml"));
        assertThat(parse(datscan).training().stopping()).isEqualTo(new Training.Stopping(0.1));
        String without = datscan.substring(0, datscan.indexOf("  stopping:"));
        assertThat(parse(without).training().stopping()).isNull();

        String mgmt = Files.readString(FILES.resolve("mgmt.yaml"));
        assertThat(parse(mgmt).training().stopping()).isNull();
        assertThatThrownBy(() -> parse(mgmt.stripTrailing() + "\n  stopping:\n    riskLimit: 0.1\n"))
                .isInstanceOf(UnusableExam.class)
                .hasStackTraceContaining("only a rotation with two classes");
    }

    @Test
    void aDirectorysExamsComeBesideTheBundledOnes(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "no exam");
        write(directory, "thyroid.yaml", "exam: thyroid");

        ExamCatalogue catalogue = ExamCatalogue.bundledAnd(Optional.of(directory));

        assertThat(catalogue.names()).containsExactly("datscan", "mgmt", "ctc", "raster-volume", "thyroid");
        assertThat(catalogue.find("thyroid").orElseThrow().neededFrames()).hasSize(2);
        assertThat(ExamCatalogue.bundledAnd(Optional.empty()).names()).doesNotContain("thyroid");
    }

    @Test
    void aDirectoryThatIsUnusableIsRefusedWithTheFileAndWhatIsWrong(@TempDir Path directory) throws IOException {
        assertRefused(directory.resolve("none"), "none is no directory");
        Path file = write(directory, "thyroid.yaml", "exam: neck");
        assertRefused(directory, "thyroid.yaml describes neck, expected the file name neck.yaml");
        Files.delete(file);
        file = write(directory, "datscan.yaml", "exam: datscan");
        assertRefused(directory, "datscan.yaml describes datscan, which comes with the system");
        Files.delete(file);
        file = write(directory, "thyroid.yaml", "exam: thyroid\ncolour: blue");
        assertRefused(directory, "thyroid.yaml: at colour: nothing reads this key; expected one of");
        Files.writeString(file, "exam: thyroid\ntitle: \"Neck");
        assertRefused(directory, "thyroid.yaml: at ");
        write(directory, "thyroid.yaml", "exam: thyroid");
        Files.writeString(file, Files.readString(file).replace("rows: 128", "rows: 1000"));
        assertRefused(directory, "thyroid.yaml: at frames: rows 1000 are not in 1..512");
        Files.writeString(file, "");
        assertRefused(directory, "thyroid.yaml");
        Files.writeString(file, "#".repeat(70_000));
        assertRefused(directory, "thyroid.yaml has 70000 bytes, at most 65536");
    }

    private static Path write(Path directory, String name, String exam) throws IOException {
        String datscan = Files.readString(FILES.resolve("datscan.yaml"));
        return Files.writeString(directory.resolve(name), datscan.replace("exam: datscan", exam));
    }

    private static void assertRefused(Path directory, String message) {
        assertThatThrownBy(() -> ExamCatalogue.bundledAnd(directory))
                .isInstanceOf(UnusableExam.class)
                .hasMessageContaining(message);
    }

    @Test
    void aQuantityRestsOnTheSpacing() throws IOException {
        String raster = Files.readString(FILES.resolve("raster-volume.yaml"));
        assertThatThrownBy(() -> parse(raster.replace("spacingNeeded: true", "spacingNeeded: false")))
                .hasMessageContaining("raster-volume tells a quantity and does not ask for the spacing");
        assertThatThrownBy(() -> parse(raster.replace("squared_log_error", "cross_entropy")))
                .hasMessageContaining("raster-volume tells a quantity and its loss is CROSS_ENTROPY");
    }

    private static ExamDescriptor parse(String yaml) {
        return ExamCatalogue.read("test.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
