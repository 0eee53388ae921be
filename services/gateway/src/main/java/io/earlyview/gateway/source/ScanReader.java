package io.earlyview.gateway.source;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ScanReading;
import io.earlyview.gateway.source.array.ArrayRefusal;
import io.earlyview.gateway.source.npy.NpyScanReader;
import io.earlyview.gateway.source.nrrd.NrrdScanReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a scan from a file of any format that is read, told by how the file begins. */
@Singleton
public final class ScanReader {
    /** How the names of files end that are read; the first is NumPy's. */
    public static final List<String> SUFFIXES = List.of(".npy", ".nrrd", ".nhdr");

    private static final byte[] NRRD = "NRRD".getBytes(StandardCharsets.US_ASCII);

    /** Whether a file of this name may say the spacing of its voxels itself. */
    public static boolean maySaySpacing(String name) {
        return SUFFIXES.stream().skip(1).anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** A scan of this exam, or why the file is none. Never throws for what the file holds. */
    public ScanReading read(Path file, ExamDescriptor exam) {
        try {
            if (!Files.exists(file)) {
                throw new ArrayRefusal("no such file", "a .npy, .nrrd or .nhdr file");
            }
            if (!Files.isRegularFile(file)) {
                throw new ArrayRefusal("something that is no regular file", "a .npy, .nrrd or .nhdr file");
            }
            return new ScanReading.Read(scan(file, exam));
        } catch (ArrayRefusal refusal) {
            return new ScanReading.Refused(refusal.reason());
        } catch (AccessDeniedException e) {
            return new ScanReading.Refused("Found a file that this user may not read, expected a readable one.");
        } catch (IOException e) {
            // Its message may hold the path.
            return new ScanReading.Refused("Found a file that cannot be read ("
                    + e.getClass().getSimpleName() + "), expected a readable one.");
        }
    }

    private static Scan scan(Path file, ExamDescriptor exam) throws IOException, ArrayRefusal {
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = stream.readNBytes(NRRD.length);
        }
        boolean nrrd = Arrays.equals(start, NRRD) || maySaySpacing(file.toString());
        return nrrd ? NrrdScanReader.read(file, exam) : NpyScanReader.read(file, exam);
    }
}
