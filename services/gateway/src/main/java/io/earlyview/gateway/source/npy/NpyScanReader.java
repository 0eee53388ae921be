package io.earlyview.gateway.source.npy;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.domain.ViewPosition;
import io.earlyview.gateway.source.array.ArrayHeader;
import io.earlyview.gateway.source.array.ArrayRefusal;
import io.earlyview.gateway.source.array.FrameExtraction;
import io.earlyview.gateway.source.array.StackLayout;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Reads a scan from a {@code .npy} file of format 1.0, 2.0 or 3.0. The whole file is checked before anything is
 * returned: header, size to the byte, every pixel. What is allocated depends on the exam, never on what a header says.
 */
public final class NpyScanReader {
    private NpyScanReader() {}

    /** A scan of this exam; a file that is none is refused. */
    public static Scan read(Path file, ExamDescriptor exam) throws IOException, ArrayRefusal {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return scan(channel, exam);
        }
    }

    private static Scan scan(FileChannel channel, ExamDescriptor exam) throws IOException, ArrayRefusal {
        var preamble = NpyPreamble.read(channel);
        ArrayHeader header = NpyHeaderParser.parse(preamble.headerText());
        List<ViewPosition> views = StackLayout.of(header.shape(), exam);
        int dataBytes = StackLayout.dataBytes(views.size(), exam, header.elementType());
        long found = channel.size() - preamble.dataOffset();
        if (found != dataBytes) {
            String kind = found < dataBytes ? "a truncated file with " : "trailing bytes: ";
            throw new ArrayRefusal(
                    kind + found + " bytes of pixels", dataBytes + " for shape " + ArrayHeader.print(header.shape()));
        }
        var data = ByteBuffer.allocate(dataBytes);
        readFully(channel, data);
        var extraction = new FrameExtraction(header, data.flip(), exam.frames().pixelsAre());
        return new Scan(exam.exam(), exam.frames().expected(), extraction.frames(views), Spacing.UNKNOWN);
    }

    static void readFully(FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new EOFException();
            }
        }
    }
}
