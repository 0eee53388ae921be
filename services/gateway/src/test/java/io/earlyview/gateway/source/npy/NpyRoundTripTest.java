package io.earlyview.gateway.source.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is written in any of the allowed ways is read pixel by pixel, by its coordinates. */
class NpyRoundTripTest {
    private static final String[] CODES = {"u1", "u2", "i2", "f4", "f8"};
    private static final double[] LARGEST = {255, 65535, 32767, 1e6, 1e6};
    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("npy-round-trip");
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("array.npy"));
        Files.deleteIfExists(directory);
    }

    @Property(tries = 60)
    void everyPixelArrives(
            @ForAll @IntRange(min = 0, max = 4) int type,
            @ForAll boolean bigEndian,
            @ForAll boolean fortran,
            @ForAll @IntRange(min = 1, max = 3) int version,
            @ForAll long seed) {
        var array = new NpyArray(CODES[type], bigEndian, fortran, version, 2, 128, 128);
        double[][][] values = random(2, LARGEST[type], type < 3, seed);

        Scan scan = Reading.taken(NpyArray.write(directory, "array.npy", array.bytes((v, r, c) -> values[v][r][c])));

        assertSame(scan, values);
    }

    @Property(tries = 4)
    void aWholeRotationArrives(@ForAll boolean fortran, @ForAll boolean bigEndian, @ForAll long seed) {
        var array = new NpyArray("u2", bigEndian, fortran, 1, 120, 128, 128);
        double[][][] values = random(120, 65535, true, seed);

        Scan scan = Reading.taken(NpyArray.write(directory, "array.npy", array.bytes((v, r, c) -> values[v][r][c])));

        assertThat(scan.projections()).hasSize(120);
        for (int v = 0; v < 120; v++) {
            assertThat(scan.projections().get(v).view().index()).isEqualTo(v);
            assertThat(scan.projections().get(v).view().angleDegrees()).isEqualTo(3.0 * v);
        }
        assertSame(scan, values);
    }

    private static void assertSame(Scan scan, double[][][] values) {
        for (int v = 0; v < values.length; v++) {
            Projection projection = scan.projections().get(v);
            for (int r = 0; r < 128; r++) {
                for (int c = 0; c < 128; c++) {
                    if (Reading.pixel(projection, r, c) != values[v][r][c]) {
                        assertThat(Reading.pixel(projection, r, c))
                                .as("view %d, row %d, column %d", v, r, c)
                                .isEqualTo(values[v][r][c]);
                    }
                }
            }
        }
    }

    private static double[][][] random(int views, double largest, boolean whole, long seed) {
        var random = new SplittableRandom(seed);
        double[][][] values = new double[views][128][128];
        for (double[][] view : values) {
            for (double[] row : view) {
                for (int c = 0; c < row.length; c++) {
                    double value = random.nextDouble() * largest;
                    row[c] = whole ? Math.rint(value) : (float) value;
                }
            }
            view[64][64] = largest;
        }
        return values;
    }
}
