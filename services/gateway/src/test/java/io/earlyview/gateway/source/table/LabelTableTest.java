package io.earlyview.gateway.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTableTest {
    @TempDir
    Path directory;

    @Test
    void readsColumnsInAnyOrderAndAmongOthers() {
        assertThat(rows("Label ,age, PATIENT,file\nabnormal,71,P-1,a.npy\n normal ,, P-2 , b.npy \n"))
                .extracting(LabelRow::file, LabelRow::patient, LabelRow::label)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.npy", "P-1", "abnormal"),
                        org.assertj.core.groups.Tuple.tuple("b.npy", "P-2", "normal"));
    }

    @Test
    void readsQuotedFieldsByteOrderMarkAndWindowsLineEnds() {
        List<LabelRow> rows =
                rows("\uFEFFfile,patient,label\r\n\"a, \"\"first\"\".npy\",\"P\n1\",normal\r\n\r\nb.npy,P2,\r\n");

        assertThat(rows.getFirst().file()).isEqualTo("a, \"first\".npy");
        assertThat(rows.getFirst().patient()).isEqualTo("P\n1");
        assertThat(rows.get(1).label()).isEmpty();
        assertThat(rows).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file;patient;label\na.npy;P,1;normal\n", "file\tpatient\tlabel\na.npy\tP,1\tnormal\n"})
    void readsWhatSpreadsheetsOfOtherCountriesWrite(String table) {
        assertThat(rows(table).getFirst().patient()).isEqualTo("P,1");
    }

    @Test
    void rowsWithMissingValuesAreKeptToBeRefusedByName() {
        assertThat(rows("file,patient,label\na.npy\n,P2,normal\n,,\n"))
                .extracting(LabelRow::file, LabelRow::patient)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.npy", ""),
                        org.assertj.core.groups.Tuple.tuple("", "P2"));
    }

    @Test
    void rowsKnowTheirLine() {
        assertThat(rows("file,patient,label\na.npy,1,normal\n\nb.npy,2,normal\n"))
                .extracting(LabelRow::line)
                .containsExactly(2L, 4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "file,patient\na,b\n", "file,patient,label,file\na,b,c,d\n", "a.npy,P1,normal\n"})
    void refusesTablesWithoutTheirHeader(String table) {
        assertThat(refusal(table, StandardCharsets.UTF_8)).contains("file, patient, label");
    }

    @Test
    void refusesAHeaderAlone() {
        assertThat(refusal("file,patient,label\n", StandardCharsets.UTF_8)).contains("a header without rows");
    }

    @Test
    void refusesBrokenQuotes() {
        assertThat(refusal("file,patient,label\n\"a\"b,1,normal\n", StandardCharsets.UTF_8))
                .contains("quoted");
        assertThat(refusal("file,patient,label\n\"a,1,normal\n", StandardCharsets.UTF_8))
                .contains("quoted");
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(refusal("file,patient,label\nM\u00fcller.npy,1,normal\n", StandardCharsets.ISO_8859_1))
                .contains("UTF-8");
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThat(LabelTable.read(directory)).isInstanceOf(TableReading.Refused.class);
        assertThat(LabelTable.read(directory.resolve("none.csv"))).isInstanceOf(TableReading.Refused.class);
    }

    private List<LabelRow> rows(String table) {
        return switch (read(table, StandardCharsets.UTF_8)) {
            case TableReading.Read(List<LabelRow> rows) -> rows;
            case TableReading.Refused(String reason) -> fail(reason);
        };
    }

    private String refusal(String table, Charset charset) {
        return switch (read(table, charset)) {
            case TableReading.Read read -> fail("was read: " + read);
            case TableReading.Refused(String reason) -> reason;
        };
    }

    private TableReading read(String table, Charset charset) {
        try {
            return LabelTable.read(Files.write(directory.resolve("labels.csv"), table.getBytes(charset)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
