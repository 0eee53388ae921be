package io.earlyview.gateway.source.simulation;

import java.util.Arrays;

/** How far one patient's head has moved at each stop since the scan began: slow drift, small jitter, at times a jump. */
final class Motion {

    private static final double JUMP_PROBABILITY = 0.125;

    private final Shift[] shifts;

    private Motion(Shift[] shifts) {
        this.shifts = shifts;
    }

    static Motion none() {
        Shift[] shifts = new Shift[DatscanProtocol.STOPS];
        Arrays.fill(shifts, Shift.NONE);
        return new Motion(shifts);
    }

    static Motion draw(Chance chance) {
        Shift drift = Shift.towards(chance, chance.between(0, 10), chance.normalWithin(0, 1.5, -4, 4));
        boolean jumps = chance.happens(JUMP_PROBABILITY);
        int jumpStop = 1 + chance.index(DatscanProtocol.STOPS - 1);
        Shift jump = Shift.towards(chance, chance.between(5, 15), chance.normalWithin(0, 3, -8, 8));
        Shift[] shifts = new Shift[DatscanProtocol.STOPS];
        for (int stop = 0; stop < shifts.length; stop++) {
            Shift jitter = new Shift(chance.normal(), chance.normal(), chance.normal(), chance.normal(0, 0.3));
            Shift moved = drift.times((double) stop / (shifts.length - 1)).plus(jitter);
            shifts[stop] = jumps && stop >= jumpStop ? moved.plus(jump) : moved;
        }
        return new Motion(shifts);
    }

    Shift at(int stop) {
        return shifts[stop];
    }

    /**
     * One displacement of the head.
     *
     * @param x millimetres to the patient's right
     * @param y millimetres to the front
     * @param z millimetres upwards
     * @param yawDegrees turn about the camera's axis
     */
    record Shift(double x, double y, double z, double yawDegrees) {

        static final Shift NONE = new Shift(0, 0, 0, 0);

        /** A displacement of this length in a random direction. */
        static Shift towards(Chance chance, double millimetres, double yawDegrees) {
            double x = chance.normal();
            double y = chance.normal();
            double z = chance.normal();
            double factor = millimetres / Math.max(1e-9, Math.sqrt(x * x + y * y + z * z));
            return new Shift(x * factor, y * factor, z * factor, yawDegrees);
        }

        Shift plus(Shift other) {
            return new Shift(x + other.x, y + other.y, z + other.z, yawDegrees + other.yawDegrees);
        }

        Shift times(double factor) {
            return new Shift(x * factor, y * factor, z * factor, yawDegrees * factor);
        }
    }
}
