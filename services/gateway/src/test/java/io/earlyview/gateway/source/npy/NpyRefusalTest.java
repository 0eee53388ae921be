package io.earlyview.gateway.source.npy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is not exactly a scan is refused, with what was found and what was expected. */
class NpyRefusalTest {
    private static final byte[] GOOD = NpyArray.twoViews("u1").bytes((v, r, c) -> 1 + (r + c) % 100);

    @TempDir
    Path directory;

    @Test
    void everyTruncationOfTheHeaderAndSomeOfThePixels() {
        for (int length = 0; length < GOOD.length; length += length < 200 ? 1 : 997) {
            String reason = refusal(Arrays.copyOf(GOOD, length));
            assertThat(reason).as("first %d bytes", length).startsWith("Found ").contains("expected ");
        }
        assertThat(refusal(Arrays.copyOf(GOOD, GOOD.length - 1)))
                .contains("truncated")
                .contains("32767")
                .contains("32768");
        assertThat(refusal(new byte[0])).contains("an empty file");
    }

    @Test
    void trailingBytes() {
        assertThat(refusal(Arrays.copyOf(GOOD, GOOD.length + 1)))
                .contains("trailing bytes")
                .contains("32769")
                .contains("32768");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(3, 128, 128)",
                "(128, 128)",
                "(128, 128, 2)",
                "(2, 128, 127)",
                "(2, 128, 128, 1)",
                "()",
                "(0, 128, 128)",
                "(240, 128, 128)",
                "(2,)",
                "(999999999999999999, 128, 128)"
            })
    void otherShapes(String shape) {
        String header = NpyArray.twoViews("u1").header().replace("(2, 128, 128)", shape);

        assertThat(refusal(NpyArray.twoViews("u1").withHeader(header, new byte[2 * 128 * 128])))
                .contains("shape " + shape)
                .contains("(120, 128, 128), or (2, 128, 128) for the views at 0 and 180 degrees");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'<i8'; int64",
                "'<u4'; uint32",
                "'<f2'; float16",
                "'|i1'; int8",
                "'|b1'; bool",
                "'<c16'; complex128",
                "'|O'; object (pickled Python)",
                "'|S4'; text",
                "'<M8[us]'; '<M8[us]'",
                "'=u2'; without a byte order",
                "'|u2'; without a byte order",
                "'u2'; 'u2'",
                "''; element type ''",
                "'<'; element type '<'",
                "[('a', '<u2')]; structured",
                "('<u2', (2,)); structured"
            })
    void otherElementTypes(String descr, String found) {
        String header = NpyArray.twoViews("u2").header().replace("'<u2'", descr);

        assertThat(refusal(NpyArray.twoViews("u2").withHeader(header, new byte[2 * 2 * 128 * 128])))
                .contains(found);
    }

    @ParameterizedTest
    @CsvSource({"i2, -1", "f4, -0.5", "f8, -1e-300", "f4, NaN", "f8, Infinity", "f4, -Infinity", "f8, 1e39"})
    void pixelsThatAreNoCounts(String code, double bad) {
        byte[] file = NpyArray.twoViews(code).bytes((v, r, c) -> v == 1 && r == 5 && c == 7 ? bad : 3);

        assertThat(refusal(file)).contains("frame 1, row 5, column 7").contains("finite counts of 0 and above");
    }

    @Test
    void whatOverflowsFloat32() {
        assertThat(refusal(NpyArray.twoViews("f8").bytes((v, r, c) -> 1e39))).contains("1.0E39, which overflows");
    }

    @Test
    void aFrameOfZeros() {
        assertThat(refusal(NpyArray.twoViews("f4").bytes((v, r, c) -> v == 0 ? 4 : 0)))
                .contains("only zeros in frame 1");
    }

    @Test
    void oneValueThroughoutIsNoPicture() {
        assertThat(refusal(NpyArray.twoViews("f4").bytes((v, r, c) -> 4))).contains("the value 4.0 in every pixel");
    }

    @Test
    void largeCountsAndMinusZeroAreCounts() {
        Path file = NpyArray.write(
                directory, "a.npy", NpyArray.twoViews("f4").bytes((v, r, c) -> r == 0 ? Float.MAX_VALUE : -0.0));

        assertThat(Reading.taken(file).projections()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 7", "4, 0", "255, 255"})
    void otherVersions(int major, int minor) {
        byte[] file = GOOD.clone();
        file[6] = (byte) major;
        file[7] = (byte) minor;

        assertThat(refusal(file)).contains("npy format " + major + "." + minor);
    }

    @Test
    void headersThatClaimAGibibyteAllocateNone() throws IOException {
        Path file = directory.resolve("huge.npy");
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0})
                    .putInt(1 << 30)
                    .array());
            // Sparse: the length is there, the disk is not used.
            out.setLength((1L << 30) + 4096);
        }
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        Reading.refusal(file);
        long before = threads.getCurrentThreadAllocatedBytes();

        String reason = Reading.refusal(file);

        assertThat(reason).contains("a header of 1073741824 bytes");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void hugeFilesWithASmallHeaderAllocateNothingLarge() throws IOException {
        Path file = Files.write(directory.resolve("sparse.npy"), GOOD);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(1L << 34);
        }

        assertThat(Reading.refusal(file)).contains("trailing bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{}",
                "[]",
                "None",
                "{'descr': '|u1'}",
                "{'descr': '|u1', 'fortran_order': False}",
                "{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (2, 128, 128)}",
                "{'descr': '|u1', 'fortran_order': 0, 'shape': (2, 128, 128)}",
                "{'descr': '|u1', 'fortran_order': False, 'shape': [2, 128, 128]}",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (-2, 128, 128)}",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2.0, 128, 128)}",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 128, 128)} import os",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 128, 128), 'more': 1}",
                "{'descr': '|u1' 'fortran_order': False, 'shape': (2, 128, 128)}",
                "{'descr: '|u1', 'fortran_order': False, 'shape': (2, 128, 128)}",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999999, 128, 128)}",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)}"
            })
    void headersThatAreNoneOfNumpys(String header) {
        assertThat(refusal(NpyArray.twoViews("u1").withHeader(header, new byte[2 * 128 * 128])))
                .startsWith("Found ")
                .contains("expected ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shape\":(2,128,128),\"fortran_order\":False,\"descr\":\"|u1\"}",
                "{ 'shape' : ( 2L , 128L, 128L, ) , 'fortran_order':False,'descr':'<u1',}",
                "\t{'descr': '>u1', 'fortran_order': False, 'shape': (2, 128, 128), }\n\n"
            })
    void headersThatNumpyWouldReadToo(String header) {
        byte[] data = NpyArray.twoViews("u1").data((v, r, c) -> 9 + v);

        Path file = NpyArray.write(directory, "a.npy", NpyArray.twoViews("u1").withHeader(header, data));

        assertThat(Reading.taken(file).projections()).hasSize(2);
    }

    @Test
    void deepNestingDoesNotExhaustTheStack() {
        String nested = "{'descr': '|u1', 'fortran_order': False, 'shape': " + "(".repeat(9000);

        assertThat(refusal(NpyArray.twoViews("u1").withHeader(nested, new byte[4])))
                .startsWith("Found ");
    }

    @Test
    void versionThreeMustBeUtf8() {
        var array = new NpyArray("u1", false, false, 3, 2, 128, 128);
        byte[] file = array.bytes((v, r, c) -> 1);
        file[20] = (byte) 0xff;

        assertThat(refusal(file)).contains("not UTF-8");
    }

    @Test
    void randomlyDamagedHeadersAreTakenOrRefusedButNeverThrow() {
        var random = new SplittableRandom(20261122);
        int taken = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] file = GOOD.clone();
            for (int damage = random.nextInt(1, 6); damage > 0; damage--) {
                file[random.nextInt(128)] = (byte) random.nextInt(256);
            }
            var reading = Reading.of(NpyArray.write(directory, "fuzz.npy", file));
            taken += reading instanceof io.earlyview.gateway.domain.ScanReading.Read ? 1 : 0;
        }
        // Damage to the padding's last blanks may be harmless; most of it is not.
        assertThat(taken).isLessThan(300);
    }

    @Test
    void randomTextAsHeaderNeverThrows() {
        var random = new SplittableRandom(7);
        String alphabet = "{}()[]'\",: descrfortan_oshpTFlue<>|u1i248L\n\\\0é";
        for (int trial = 0; trial < 3000; trial++) {
            var header = new StringBuilder("{'descr'");
            for (int i = random.nextInt(80); i > 0; i--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] file = NpyArray.twoViews("u1").withHeader(header.toString(), new byte[8]);
            assertThat(Reading.refusal(NpyArray.write(directory, "fuzz.npy", file)))
                    .startsWith("Found ");
        }
    }

    @Test
    void thingsThatAreNoFiles() throws IOException {
        assertThat(Reading.refusal(directory.resolve("none.npy"))).contains("no such file");
        assertThat(Reading.refusal(directory)).contains("no regular file");
        assertThat(refusal("file,patient,label\n".getBytes(StandardCharsets.UTF_8)))
                .contains("NUMPY");
    }

    @Test
    void refusalsAreOnePrintableSentenceWithoutTheFilesName() {
        String reason = refusal(NpyArray.twoViews("u1").withHeader("{'descr': '\u0007\u001b[2J'", new byte[3]));

        assertThat(reason).doesNotContain("subject-42").matches("[\\x20-\\x7e]+");
    }

    private String refusal(byte[] content) {
        return Reading.refusal(NpyArray.write(directory, "subject-42.npy", content));
    }
}
