package io.earlyview.gateway.source.npy;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ScanReading;
import io.earlyview.gateway.domain.ViewPosition;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a scan from a {@code .npy} file of format 1.0, 2.0 or 3.0. The whole file is checked before anything is
 * returned: header, size to the byte, every pixel. What is allocated depends on the exam, never on what a header says.
 */
@Singleton
public final class NpyScanReader {
    /** Such an array would need tiling; no exam comes near. */
    private static final long LARGEST_DATA_BYTES = 1 << 30;

    /** A scan of this exam, or why the file is none. Never throws for what the file holds. */
    public ScanReading read(Path file, ExamDescriptor exam) {
        try {
            if (!Files.exists(file)) {
                throw new NpyRefusal("no such file", "a .npy file");
            }
            if (!Files.isRegularFile(file)) {
                throw new NpyRefusal("something that is no regular file", "a .npy file");
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return new ScanReading.Read(scan(channel, exam));
            }
        } catch (NpyRefusal refusal) {
            return new ScanReading.Refused(refusal.reason());
        } catch (AccessDeniedException e) {
            return new ScanReading.Refused("Found a file that this user may not read, expected a readable one.");
        } catch (IOException e) {
            // Its message may hold the path.
            return new ScanReading.Refused("Found a file that cannot be read ("
                    + e.getClass().getSimpleName() + "), expected a readable one.");
        }
    }

    private static Scan scan(FileChannel channel, ExamDescriptor exam) throws IOException, NpyRefusal {
        var preamble = NpyPreamble.read(channel);
        NpyHeader header = NpyHeaderParser.parse(preamble.headerText());
        List<ViewPosition> views = StackLayout.of(header.shape(), exam);
        long dataBytes = (long) views.size()
                * exam.frames().rows()
                * exam.frames().columns()
                * header.elementType().bytes();
        if (dataBytes > LARGEST_DATA_BYTES) {
            throw new NpyRefusal(dataBytes + " bytes of pixels", "at most " + LARGEST_DATA_BYTES);
        }
        long found = channel.size() - preamble.dataOffset();
        if (found != dataBytes) {
            String kind = found < dataBytes ? "a truncated file with " : "trailing bytes: ";
            throw new NpyRefusal(
                    kind + found + " bytes of pixels", dataBytes + " for shape " + NpyHeader.print(header.shape()));
        }
        var data = ByteBuffer.allocate(Math.toIntExact(dataBytes));
        readFully(channel, data);
        var extraction = new FrameExtraction(header, data.flip(), exam.frames().pixelsAre());
        List<Projection> projections = new ArrayList<>(views.size());
        for (int frame = 0; frame < views.size(); frame++) {
            projections.add(extraction.frame(frame, views.get(frame)));
        }
        return new Scan(exam.exam(), exam.frames().expected(), projections);
    }

    static void readFully(FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new EOFException();
            }
        }
    }
}
