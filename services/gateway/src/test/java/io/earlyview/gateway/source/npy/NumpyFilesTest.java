package io.earlyview.gateway.source.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.gateway.domain.PixelType;
import io.earlyview.gateway.domain.Scan;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that NumPy 2.4 wrote; element (v, r, c) of the readable ones is (7v + 3r + 5c) mod 251 times a factor. */
class NumpyFilesTest {
    @ParameterizedTest
    @CsvSource({
        "uint8-c.npy,                    1,    UINT8",
        "uint8-v3.npy,                   1,    UINT8",
        "uint16-big-endian.npy,          257,  UINT16",
        "int16-fortran.npy,              100,  INT16",
        "float32-fortran-big-endian.npy, 0.25, FLOAT32",
        "float64-v2.npy,                 0.25, FLOAT32"
    })
    void readsEveryPixel(String file, double factor, PixelType type) throws Exception {
        Scan scan = Reading.taken(resource(file));

        assertThat(scan.projections()).hasSize(2);
        for (int v = 0; v < 2; v++) {
            var projection = scan.projections().get(v);
            assertThat(projection.pixelType()).isEqualTo(type);
            for (int r = 0; r < 128; r++) {
                for (int c = 0; c < 128; c++) {
                    assertThat(Reading.pixel(projection, r, c)).isEqualTo((7 * v + 3 * r + 5 * c) % 251 * factor);
                }
            }
        }
    }

    @Test
    void twoFramesAreTheViewsAtFrontAndBack() throws Exception {
        Scan scan = Reading.taken(resource("uint8-c.npy"));

        assertThat(scan.expectedFrames()).isEqualTo(120);
        assertThat(scan.projections().getFirst().view().index()).isZero();
        assertThat(scan.projections().getFirst().view().angleDegrees()).isZero();
        assertThat(scan.projections().getLast().view().index()).isEqualTo(60);
        assertThat(scan.projections().getLast().view().angleDegrees()).isEqualTo(180);
    }

    @ParameterizedTest
    @CsvSource({
        "object.npy,           object (pickled Python)",
        "structured.npy,       structured elements",
        "complex.npy,          complex64",
        "int64.npy,            int64",
        "zero-dimensional.npy, shape ()"
    })
    void refusesOtherArrays(String file, String found) throws Exception {
        assertThat(Reading.refusal(resource(file)))
                .startsWith("Found ")
                .contains(found)
                .contains("expected ");
    }

    @Test
    void theSameFramesHaveTheSameDigestHoweverTheyWereStored() throws Exception {
        assertThat(Reading.taken(resource("uint8-c.npy")).contentDigest())
                .isEqualTo(Reading.taken(resource("uint8-v3.npy")).contentDigest())
                .isNotEqualTo(Reading.taken(resource("int16-fortran.npy")).contentDigest());
    }

    private Path resource(String name) throws URISyntaxException {
        return Path.of(getClass().getResource("/npy/" + name).toURI());
    }
}
