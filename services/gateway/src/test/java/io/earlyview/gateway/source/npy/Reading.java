package io.earlyview.gateway.source.npy;

import static org.assertj.core.api.Assertions.fail;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ScanReading;
import io.earlyview.gateway.source.ScanReader;
import java.nio.file.Path;

/** Reads files as DaTscans, in tests. */
final class Reading {
    static final ExamDescriptor DATSCAN =
            ExamCatalogue.bundled().find("datscan").orElseThrow();
    private static final ScanReader READER = new ScanReader();

    private Reading() {}

    static ScanReading of(Path file) {
        return READER.read(file, DATSCAN);
    }

    static Scan taken(Path file) {
        return switch (of(file)) {
            case ScanReading.Read(Scan scan) -> scan;
            case ScanReading.Refused(String reason) -> fail("refused: " + reason);
        };
    }

    static String refusal(Path file) {
        return switch (of(file)) {
            case ScanReading.Read read -> fail("was taken");
            case ScanReading.Refused(String reason) -> reason;
        };
    }

    static double pixel(Projection projection, int row, int column) {
        int offset =
                (row * projection.columns() + column) * projection.pixelType().bytes();
        var pixels = projection.pixels();
        return switch (projection.pixelType()) {
            case UINT8 -> Byte.toUnsignedInt(pixels.get(offset));
            case UINT16 -> Short.toUnsignedInt(pixels.getShort(offset));
            case INT16 -> pixels.getShort(offset);
            case FLOAT32 -> pixels.getFloat(offset);
        };
    }
}
