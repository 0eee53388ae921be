package io.earlyview.gateway.source.simulation.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SmoothNoiseTest {

    private final SmoothNoise noise = new SmoothNoise(2.5, Draws.of(9, Draws.Purpose.TEXTURE, 0));

    @Test
    void hasMeanZeroAndVarianceOne() {
        double sum = 0;
        double squares = 0;
        int places = 0;
        for (double x = 0; x < 40; x += 0.7) {
            for (double y = 0; y < 40; y += 0.7) {
                for (double z = 0; z < 40; z += 0.7) {
                    double value = noise.at(x, y, z);
                    sum += value;
                    squares += value * value;
                    places++;
                }
            }
        }
        assertEquals(0, sum / places, 0.1);
        assertEquals(1, squares / places, 0.1);
    }

    @Test
    void neighboursAreAlikeAndPlacesAGrainApartAreNot() {
        double near = 0;
        double far = 0;
        for (int i = 0; i < 1000; i++) {
            double place = noise.at(0.37 * i, 0.11 * i, -0.23 * i);
            near += Math.abs(noise.at(0.37 * i + 0.05, 0.11 * i, -0.23 * i) - place);
            far += Math.abs(noise.at(0.37 * i + 5, 0.11 * i, -0.23 * i) - place);
        }
        assertTrue(near < 0.1 * far, near + " against " + far);
    }
}
