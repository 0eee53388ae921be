package io.earlyview.training.fitting.network;

import java.util.List;

/**
 * A calibration for every number of frames: a line at each of a few numbers. In between, slope and offset go straight in the
 * logarithm of the number, since the tenth view says more than the hundredth; outside they stay.
 */
public record StageCalibration(List<Knot> knots) {

    /** The line that holds for so many frames. */
    public record Knot(int frames, Head.Calibration line) {}

    public StageCalibration {
        knots = List.copyOf(knots);
        if (knots.isEmpty()) {
            throw new IllegalArgumentException("a calibration by stages has at least 1 line, not 0");
        }
        int before = 0;
        for (Knot knot : knots) {
            if (knot.frames() <= before) {
                throw new IllegalArgumentException(
                        "stages are numbers of frames that grow from 1 on: " + knot.frames() + " follows " + before);
            }
            if (!(knot.line().slope() > 0)) {
                throw new IllegalArgumentException(
                        "slope " + knot.line().slope() + " at " + knot.frames() + " frames is not above 0");
            }
            before = knot.frames();
        }
    }

    /** One line for every number of frames. */
    public static StageCalibration same(int frames, Head.Calibration line) {
        return new StageCalibration(List.of(new Knot(frames, line)));
    }

    /** Whether one line holds for every number. */
    public boolean isOneLine() {
        return knots.size() == 1;
    }

    /** The line for so many frames. */
    public Head.Calibration at(int frames) {
        Knot below = knots.getFirst();
        for (Knot knot : knots) {
            if (knot.frames() >= frames) {
                return between(below, knot, frames);
            }
            below = knot;
        }
        return below.line();
    }

    private static Head.Calibration between(Knot below, Knot above, int frames) {
        if (below == above || frames <= below.frames()) {
            return below.line();
        }
        if (frames == above.frames()) {
            return above.line();
        }
        double share = Math.log((double) frames / below.frames()) / Math.log((double) above.frames() / below.frames());
        return new Head.Calibration(
                mix(below.line().slope(), above.line().slope(), share),
                mix(below.line().offset(), above.line().offset(), share),
                mix(below.line().halfWidth(), above.line().halfWidth(), share));
    }

    private static double mix(double below, double above, double share) {
        return below + share * (above - below);
    }
}
