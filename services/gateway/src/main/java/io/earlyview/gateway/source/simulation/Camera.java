package io.earlyview.gateway.source.simulation;

import java.util.List;

/**
 * A simulated gamma camera with two opposed heads and low-energy high-resolution collimators.
 *
 * @param number identifies the camera within the fleet, from 1
 * @param pixelMillimetres edge of a square pixel, 3.3 to 4.5
 * @param radiusMillimetres usual radius of rotation, 110 to 180
 * @param countsPerView usual counts in one view at the start of the scan, 8,000 to 25,000
 */
public record Camera(int number, double pixelMillimetres, double radiusMillimetres, double countsPerView) {

    /** The cameras of the simulated hospital. */
    static final List<Camera> FLEET = List.of(
            new Camera(1, 3.9, 140, 12_500),
            new Camera(2, 4.4, 150, 14_500),
            new Camera(3, 3.3, 132, 11_000),
            new Camera(4, 4.1, 145, 12_000),
            new Camera(5, 3.6, 160, 13_500));

    /** Share of the patients who lie under the first camera; the others share the rest equally. */
    private static final double FIRST_CAMERA_SHARE = 0.8;

    static Camera draw(Chance chance) {
        return chance.happens(FIRST_CAMERA_SHARE) ? FLEET.getFirst() : FLEET.get(1 + chance.index(FLEET.size() - 1));
    }

    /** Squared standard deviation, in mm², of the point spread of a source this far from the collimator. */
    static double spreadVariance(double distanceMillimetres) {
        double intrinsic = 3.9;
        double collimator = 1.35 + 0.0455 * Math.max(distanceMillimetres, 0);
        return (intrinsic * intrinsic + collimator * collimator) / (8 * Math.log(2));
    }
}
