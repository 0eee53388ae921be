package io.earlyview.bench.inference.acquisitions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.v1.Frame;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent must be what ingestion would have written: nothing here may be easier than the real thing. */
class PairFramesTest {
    private static final List<ViewPair> PAIRS = ViewPair.simulated(7, 2);
    private static final Instant THEN = Instant.parse("2026-11-29T10:00:00.123456789Z");

    @TempDir
    Path folder;

    @Test
    void framesAreTheNeededViewsOfTheExam() throws Exception {
        ExamDescriptor exam = ExamCatalogue.bundled().find("datscan").orElseThrow();
        PairFrames frames = new PairFrames(PAIRS);
        AcquisitionNumber third = new AcquisitionNumber(5, 2);

        List<Frame> both =
                List.of(Frame.parseFrom(frames.anterior(third, THEN)), Frame.parseFrom(frames.posterior(third, THEN)));

        for (int view = 0; view < 2; view++) {
            Frame frame = both.get(view);
            assertEquals(third.id(), frame.getAcquisitionId());
            assertEquals(exam.exam(), frame.getExam());
            assertTrue(exam.neededViews().get(view).accepts(frame.getView().getAngleDegrees(), 0));
            assertEquals(exam.frames().rows(), frame.getRows());
            assertEquals(exam.frames().columns(), frame.getColumns());
            assertEquals(
                    2 * frame.getRows() * frame.getColumns(), frame.getPixels().size());
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-256")
                            .digest(frame.getPixels().toByteArray()),
                    frame.getPixelsSha256().toByteArray());
            assertEquals(THEN.getNano(), frame.getAcquiredAt().getNanos());
            assertTrue(frame.getSimulated());
        }
        // The third acquisition has the first pair again.
        assertArrayEquals(
                PAIRS.getFirst().anterior(), both.getFirst().getPixels().toByteArray());
        assertArrayEquals(
                PAIRS.getFirst().posterior(), both.getLast().getPixels().toByteArray());
    }

    @Test
    void anIdTellsPhaseAndNumber() {
        AcquisitionNumber acquisition = new AcquisitionNumber(12, 70_000);

        assertTrue(acquisition.id().matches("[0-9a-f]{32}"), acquisition.id());
        assertEquals(acquisition, AcquisitionNumber.of(acquisition.id()));
        assertNotEquals(acquisition.id(), new AcquisitionNumber(13, 70_000).id());
    }

    @Test
    void anotherProcessReadsTheSamePairs() throws Exception {
        Path file = folder.resolve("pairs");

        ViewPair.write(PAIRS, file);

        List<ViewPair> read = ViewPair.read(file);
        assertEquals(PAIRS.size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            assertArrayEquals(PAIRS.get(i).anterior(), read.get(i).anterior());
            assertArrayEquals(PAIRS.get(i).posterior(), read.get(i).posterior());
        }
    }
}
