package io.earlyview.gateway.source.nrrd;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ViewPosition;
import io.earlyview.gateway.source.array.ArrayHeader;
import io.earlyview.gateway.source.array.ArrayRefusal;
import io.earlyview.gateway.source.array.FrameExtraction;
import io.earlyview.gateway.source.array.StackLayout;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a scan from a NRRD file ({@code .nrrd}), or from a header ({@code .nhdr}) that names a data file beside it. The whole
 * of it is checked before anything is returned: header, size to the byte, every pixel. What is allocated depends on the exam,
 * never on what a header says, and no more is unpacked.
 */
public final class NrrdScanReader {
    private static final int BUFFER_BYTES = 64 << 10;

    private NrrdScanReader() {}

    /** A scan of this exam; a file that is none is refused. */
    public static Scan read(Path file, ExamDescriptor exam) throws IOException, ArrayRefusal {
        try (InputStream stream = open(file)) {
            NrrdFields fields = NrrdFields.read(stream);
            NrrdHeader header = NrrdHeader.of(fields);
            List<ViewPosition> views = StackLayout.of(header.array().shape(), exam);
            int bytes = dataBytes(views.size(), exam, header.array());
            byte[] data;
            if (header.dataFile().isPresent()) {
                Path beside = beside(file, header.dataFile().get());
                try (InputStream other = open(beside)) {
                    data = data(other, Files.size(beside), bytes, header);
                }
            } else {
                data = data(stream, Files.size(file) - fields.bytes(), bytes, header);
            }
            var extraction = new FrameExtraction(
                    header.array(), ByteBuffer.wrap(data), exam.frames().pixelsAre());
            return new Scan(exam.exam(), exam.frames().expected(), extraction.frames(views), header.spacing());
        }
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }

    private static int dataBytes(int frames, ExamDescriptor exam, ArrayHeader array) throws ArrayRefusal {
        return StackLayout.dataBytes(frames, exam, array.elementType());
    }

    /** A file in the header's folder, and nothing outside of it, neither by name nor by link. */
    private static Path beside(Path header, String name) throws IOException, ArrayRefusal {
        Path folder = header.toRealPath().resolveSibling("");
        try {
            Path named = folder.resolve(name.replace('\\', '/')).normalize();
            if (!named.startsWith(folder)) {
                throw outside();
            }
            if (!Files.isRegularFile(named)) {
                throw new ArrayRefusal("no data file of the name that the header gives", "it beside the header");
            }
            Path real = named.toRealPath();
            if (!real.startsWith(folder)) {
                throw outside();
            }
            return real;
        } catch (InvalidPathException e) {
            throw new ArrayRefusal("a data file's name that no file can have", "one beside the header");
        }
    }

    private static ArrayRefusal outside() {
        return new ArrayRefusal("a data file outside of the header's folder", "one beside the header");
    }

    private static byte[] data(InputStream from, long written, int bytes, NrrdHeader header)
            throws IOException, ArrayRefusal {
        if (header.encoding() == NrrdHeader.Encoding.RAW) {
            if (written != bytes) {
                throw wrongSize(written < bytes, written + " bytes", bytes, header);
            }
            return from.readNBytes(bytes);
        }
        try (InputStream unpacked = new GZIPInputStream(from, BUFFER_BYTES)) {
            byte[] data = unpacked.readNBytes(bytes);
            if (data.length < bytes) {
                throw wrongSize(true, data.length + " bytes", bytes, header);
            }
            if (unpacked.read() >= 0) {
                throw wrongSize(false, "more than " + bytes + " bytes", bytes, header);
            }
            return data;
        } catch (ZipException e) {
            throw new ArrayRefusal("data that is no sound gzip", "gzip, as the header says");
        } catch (EOFException e) {
            throw new ArrayRefusal("gzip data that ends too early", bytes + " bytes of pixels");
        }
    }

    private static ArrayRefusal wrongSize(boolean less, String found, int bytes, NrrdHeader header) {
        return new ArrayRefusal(
                (less ? "a truncated file with " : "trailing bytes: ") + found + " of pixels",
                bytes + " for shape " + ArrayHeader.print(header.array().shape()));
    }
}
