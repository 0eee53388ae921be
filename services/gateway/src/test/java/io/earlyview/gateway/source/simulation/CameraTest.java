package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraTest {

    /** Full widths at half maximum of a low-energy high-resolution collimator at 159 keV, by distance. */
    @ParameterizedTest
    @CsvSource({"100, 7.1", "120, 7.9", "150, 9.1", "200, 11.0", "280, 14.5"})
    void blurGrowsWithDistance(double distanceMillimetres, double fullWidthMillimetres) {
        double width = Math.sqrt(Camera.spreadVariance(distanceMillimetres) * 8 * Math.log(2));
        assertEquals(fullWidthMillimetres, width, 0.25);
    }

    @Test
    void theFleetStaysWithinWhatHospitalsUse() {
        for (Camera camera : Camera.FLEET) {
            assertTrue(camera.pixelMillimetres() >= 3.3 && camera.pixelMillimetres() <= 4.5);
            assertTrue(camera.radiusMillimetres() >= 110 && camera.radiusMillimetres() <= 180);
            assertTrue(camera.countsPerView() >= 8_000 && camera.countsPerView() <= 25_000);
        }
    }
}
