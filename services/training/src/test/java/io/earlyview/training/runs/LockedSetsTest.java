package io.earlyview.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.LockedTestSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock and the count of looks outlive the service. */
class LockedSetsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final ExamDescriptor CTC =
            ExamCatalogue.bundled().find("ctc").orElseThrow();

    private final ObjectMapper json = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @TempDir
    Path directory;

    @Test
    void theLockOfTheFirstRunIsTheLockOfEveryRun() throws Exception {
        List<LabelledExample> early = examples(0, 40, 2);
        LockedTestSet first = restarted().of(CTC, early);

        LockedTestSet later = restarted().of(CTC, examples(0, 400, 0));

        assertEquals(first, later);
        String kept = Files.readString(directory.resolve("locked-sets/ctc.json"));
        assertFalse(kept.contains("patient-"), "no pseudonym is kept");
    }

    @Test
    void looksAreCountedAcrossRestartsWithWhoWhenAndWhy() {
        assertEquals(1, restarted().read("ctc", "run a", "evaluation", 12));
        assertEquals(2, restarted().read("ctc", "run a", "comparison", 12));
        assertEquals(1, restarted().read("mgmt", "run b", "evaluation", 7));

        assertEquals(
                List.of(
                        new LockedSetRead(1, NOW, "run a", "evaluation", 12),
                        new LockedSetRead(2, NOW, "run a", "comparison", 12)),
                restarted().reads("ctc"));
    }

    @Test
    void aLineThatACrashCutShortCountsAsALook() throws Exception {
        restarted().read("ctc", "run a", "evaluation", 12);
        Files.writeString(
                directory.resolve("locked-sets/ctc-reads.jsonl"), "{\"number\": 2, \"at", StandardOpenOption.APPEND);

        assertEquals(2, restarted().reads("ctc").size());
        assertEquals(3, restarted().read("ctc", "run b", "evaluation", 12));
        assertEquals("run b", restarted().reads("ctc").getLast().by());
    }

    private LockedSets restarted() {
        return new LockedSets(() -> directory, json, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<LabelledExample> examples(int from, int count, int label) {
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            examples.add(new LabelledExample(
                    "a" + i, "patient-" + i, new int[] {1, 1, 1}, new float[] {1}, new double[0], label, true));
        }
        return examples;
    }
}
