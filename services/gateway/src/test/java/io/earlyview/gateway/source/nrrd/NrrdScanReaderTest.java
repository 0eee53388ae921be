package io.earlyview.gateway.source.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Scan;
import io.earlyview.gateway.domain.ScanReading;
import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.source.ScanReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files under {@code /nrrd} were written by Teem 1.12's {@code unu}: 3 planes of 5 rows and 7 columns, in which plane z,
 * row y, column x is 35z + 7y + x, times a factor, plus an offset.
 */
class NrrdScanReaderTest {
    private static final ExamDescriptor EXAM = exam();
    private static final String HEADER = """
            NRRD0004
            # a comment
            type: uchar
            dimension: 3
            sizes: 7 5 3
            spacings: 0.5 0.6 0.8
            encoding: raw
            key:=value: with a colon
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "int8.nrrd,             1,    -50,   INT16",
        "uint8-directions.nrrd, 2,    0,     UINT8",
        "int16-big-gzip.nrrd,   100,  -5000, INT16",
        "uint16.nrrd,           600,  0,     UINT16",
        "float-big.nhdr,        0.25, 0,     FLOAT32",
        "double-gzip.nhdr,      0.25, 0,     FLOAT32"
    })
    void readsEveryPixelThatUnuWrote(String file, double factor, double offset, PixelType type) throws Exception {
        Scan scan = taken(resource(file));

        assertThat(scan.projections()).hasSize(3);
        for (int plane = 0; plane < 3; plane++) {
            Projection frame = scan.projections().get(plane);
            assertThat(frame.view().plane()).isEqualTo(plane);
            assertThat(frame.pixelType()).isEqualTo(type);
            for (int row = 0; row < 5; row++) {
                for (int column = 0; column < 7; column++) {
                    assertThat(pixel(frame, row, column)).isEqualTo((35 * plane + 7 * row + column) * factor + offset);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "int8.nrrd,             0.8, 0.6, 0.5",
        "uint8-directions.nrrd, 0.8, 0.6, 0.5",
        "int16-big-gzip.nrrd,   0.8, 0.6, 0.5",
        "float-big.nhdr,        0.8, 0.6, 0.5",
        "uint16.nrrd,           0,   0,   0",
        "double-gzip.nhdr,      0,   0,   0"
    })
    void readsTheSpacingOfPlanesRowsAndColumns(String file, double planes, double rows, double columns)
            throws Exception {
        Spacing spacing = taken(resource(file)).spacing();
        assertThat(spacing.planes()).isEqualTo(planes);
        assertThat(Math.abs(spacing.rows() - rows) + Math.abs(spacing.columns() - columns))
                .isLessThan(1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "text.nrrd,  the encoding 'ASCII', raw or gzip",
        "hex.nrrd,   the encoding 'hex', raw or gzip",
        "bzip2.nrrd, the encoding 'bzip2', raw or gzip",
        "int32.nrrd, values of type 'int', int8",
        "four.nrrd,  an array of 4 dimensions, 3"
    })
    void refusesWhatUnuCanWriteAndThisDoesNotRead(String file, String found, String expected) throws Exception {
        assertThat(refusal(resource(file))).contains("Found " + found, "expected " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "NRRD0004; NRRD0009; a first line that reads 'NRRD0009'",
                "type: uchar; type: block; values of type 'block'",
                "type: uchar; type: short; a header without 'endian'",
                "type: uchar; typ: uchar; a header without 'type'",
                "type: uchar; type uchar; a header line that reads 'type uchar'",
                "type: uchar; sizes: 7 5 3; the field 'sizes' twice",
                "sizes: 7 5 3; sizes: 3 5 7; an array of shape (7, 5, 3), expected (3, 5, 7)",
                "sizes: 7 5 3; sizes: 7 5; 2 sizes",
                "sizes: 7 5 3; sizes: 7 5 -3; '-3' as a size",
                "sizes: 7 5 3; sizes: 999999999 999999999 999999999; an array of shape",
                "sizes: 7 5 3; sizes: 99999999999 5 3; '99999999999' as a size",
                "dimension: 3; dimension: 3.0; '3.0' as a size",
                "encoding: raw; encoding: zrle; the encoding 'zrle'",
                "encoding: raw; encoding: gzip; data that is no sound gzip",
                "spacings: 0.5 0.6 0.8; spacings: 0.5 0.6; 2 spacings",
                "spacings: 0.5 0.6 0.8; spacings: 0.5 0 0.8; distances '0.5 0 0.8'",
                "spacings: 0.5 0.6 0.8; spacings: 0.5 nan 0.8; distances '0.5 nan 0.8'",
                "spacings: 0.5 0.6 0.8; spacings: 0.5 inf 0.8; 'inf' among the distances",
                "spacings: 0.5 0.6 0.8; space directions: (1,0,0) (0.5,1,0) (0,0,1); not at right angles",
                "spacings: 0.5 0.6 0.8; space directions: (1,0,0) (1,0,0) (0,0,1); not at right angles",
                "spacings: 0.5 0.6 0.8; space directions: (1,0,0) (0,1,0); 2 space directions",
                "spacings: 0.5 0.6 0.8; space directions: (1,0) (0,1) (0,1); a space direction of 2 numbers",
                "key:=value: with a colon; units: \"mm\" \"mm\" \"parsec\"; the unit 'parsec'",
                "key:=value: with a colon; byte skip: -1; 'byte skip: -1', expected 0",
                "key:=value: with a colon; lineskip: 2; 'line skip: 2', expected 0",
                "key:=value: with a colon; kinds: vector domain domain; kind 'vector' of axis 1 of 3",
                "key:=value: with a colon; kinds: RGB-color domain domain; kind 'rgb-color' of axis 1 of 3",
                "key:=value: with a colon; data file: LIST; data in several files",
                "key:=value: with a colon; data file: slice%03d.raw 1 3 1; data in several files",
                "key:=value: with a colon; data file: ../other.raw; a data file outside of the header's folder",
                "key:=value: with a colon; data file: /etc/passwd; a data file outside of the header's folder",
                "key:=value: with a colon; data file: none.raw; no data file of the name",
            })
    void refusesAHeaderThatIsWrong(String from, String to, String found) throws IOException {
        assertThat(HEADER).contains(from);
        Path file = write(HEADER.replace(from, to), new byte[105]);
        assertThat(refusal(file)).startsWith("Found ").contains(found);
    }

    @Test
    void takesOtherUnitsAndWindowsLines() throws IOException {
        String header = HEADER.replace("key:=value: with a colon", "units: \"um\" \"cm\" \"\"");
        assertThat(taken(write(header.replace("\n", "\r\n"), picture())).spacing())
                .isEqualTo(new Spacing(0.8, 6, 0.0005));
    }

    @Test
    void dataMayLieBesideTheHeaderButNotBehindALinkThatLeadsAway() throws IOException {
        byte[] data = new byte[105];
        Arrays.fill(data, (byte) 9);
        data[0] = 1;
        Path file = directory.resolve("inner/scan.nhdr");
        Files.createDirectories(file.getParent());
        Files.writeString(file, HEADER + "data file: scan.raw\n");
        Files.write(directory.resolve("inner/scan.raw"), data);
        assertThat(pixel(taken(file).projections().getLast(), 4, 6)).isEqualTo(9);

        Files.move(directory.resolve("inner/scan.raw"), directory.resolve("elsewhere.raw"));
        Files.createSymbolicLink(directory.resolve("inner/scan.raw"), directory.resolve("elsewhere.raw"));
        assertThat(refusal(file)).contains("a data file outside of the header's folder");
    }

    private static byte[] picture() {
        byte[] data = new byte[105];
        data[0] = 1;
        return data;
    }

    @Test
    void aBlankVolumeIsRefused() throws IOException {
        assertThat(refusal(write(HEADER, new byte[105]))).contains("the value 0.0 in every pixel");
    }

    @Test
    void sizesAreRightToTheByte() throws IOException {
        assertThat(refusal(write(HEADER, new byte[104]))).contains("truncated file with 104 bytes", "expected 105");
        assertThat(refusal(write(HEADER, new byte[106]))).contains("trailing bytes: 106 bytes", "expected 105");
        String gzip = HEADER.replace("encoding: raw", "encoding: gzip");
        assertThat(taken(write(gzip, gzipped(picture()))).projections()).hasSize(3);
        assertThat(refusal(write(gzip, gzipped(new byte[104])))).contains("truncated file with 104 bytes");
        // A bomb: a gibibyte in a mebibyte is not unpacked further than the exam's size and one byte.
        assertThat(refusal(write(gzip, gzipped(new byte[64 << 20])))).contains("trailing bytes: more than 105");
        byte[] whole = gzipped(new byte[105]);
        assertThat(refusal(write(gzip, Arrays.copyOf(whole, whole.length - 9))))
                .contains("gzip data that ends too early");
    }

    @Test
    void aHeaderWithoutEndIsNotReadToTheEnd() throws IOException {
        assertThat(refusal(write("NRRD0004\n" + "x".repeat(200_000), new byte[0])))
                .contains("a header of more than 32768 bytes");
        assertThat(refusal(write("NRRD0004\n" + "# comment\n".repeat(20_000), new byte[0])))
                .contains("a header of more than 32768 bytes");
        assertThat(refusal(write("NRRD0004", new byte[0]))).contains("a header without 'type'");
    }

    @Test
    void whateverBytesChangeAFileIsTakenOrRefusedInWords() throws IOException {
        var random = new SplittableRandom(7);
        byte[] good = (HEADER.replace("encoding: raw", "encoding: gzip") + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] packed = gzipped(new byte[105]);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(good);
            bytes.write(packed);
            byte[] file = bytes.toByteArray();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                file[random.nextInt(4, file.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                file = Arrays.copyOf(file, random.nextInt(file.length + 20));
            }
            switch (new ScanReader().read(Files.write(directory.resolve("fuzz.nrrd"), file), EXAM)) {
                case ScanReading.Read(Scan scan) ->
                    assertThat(scan.projections()).hasSize(3);
                case ScanReading.Refused(String reason) -> {
                    refused++;
                    assertThat(reason).matches("(?s)Found [\\x20-\\x7e…']+, expected .+\\.");
                }
            }
        }
        assertThat(refused).isBetween(200, 2_000);
    }

    private Path write(String header, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header.getBytes(StandardCharsets.UTF_8));
        bytes.write(header.contains("\r\n") ? "\r\n".getBytes(StandardCharsets.UTF_8) : new byte[] {'\n'});
        bytes.write(data);
        return Files.write(directory.resolve("scan.nrrd"), bytes.toByteArray());
    }

    private static byte[] gzipped(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(data);
        }
        return bytes.toByteArray();
    }

    private static Scan taken(Path file) {
        return switch (new ScanReader().read(file, EXAM)) {
            case ScanReading.Read(Scan scan) -> scan;
            case ScanReading.Refused(String reason) -> fail("refused: " + reason);
        };
    }

    private static String refusal(Path file) {
        return switch (new ScanReader().read(file, EXAM)) {
            case ScanReading.Read read -> fail("was taken");
            case ScanReading.Refused(String reason) -> reason;
        };
    }

    private static double pixel(Projection frame, int row, int column) {
        int offset = (row * frame.columns() + column) * frame.pixelType().bytes();
        ByteBuffer pixels = frame.pixels();
        return switch (frame.pixelType()) {
            case UINT8 -> Byte.toUnsignedInt(pixels.get(offset));
            case UINT16 -> Short.toUnsignedInt(pixels.getShort(offset));
            case INT16 -> pixels.getShort(offset);
            case FLOAT32 -> pixels.getFloat(offset);
        };
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(NrrdScanReaderTest.class.getResource("/nrrd/" + name).toURI());
    }

    private static ExamDescriptor exam() {
        ExamDescriptor raster = ExamCatalogue.bundled().find("raster-volume").orElseThrow();
        return new ExamDescriptor(
                "tiny",
                raster.title(),
                new ExamDescriptor.Frames(3, 5, 7, 0, ExamDescriptor.PixelMeaning.INTENSITY, true),
                raster.neededViews(),
                raster.target(),
                raster.training());
    }
}
