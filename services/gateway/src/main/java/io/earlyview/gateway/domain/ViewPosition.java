package io.earlyview.gateway.domain;

/**
 * Where a frame was taken.
 *
 * @param index ordinal of the frame in the whole acquisition, from 0
 * @param detector number of the camera head, from 1
 * @param angleDegrees in [0, 360); 0 is anterior; 0 for exams that are no rotation
 * @param plane number of the slice or channel, from 0; 0 for projections
 */
public record ViewPosition(int index, int detector, double angleDegrees, int plane) {
    public ViewPosition {
        if (index < 0 || detector < 1 || plane < 0 || !(angleDegrees >= 0 && angleDegrees < 360)) {
            throw new IllegalArgumentException("no such view: index " + index + ", detector " + detector + ", angle "
                    + angleDegrees + ", plane " + plane);
        }
    }

    /** A projection of a rotation, seen by the first camera head. */
    public static ViewPosition projection(int index, double angleDegrees) {
        return new ViewPosition(index, 1, angleDegrees, 0);
    }

    /** A slice or channel of an exam that is no rotation. */
    public static ViewPosition plane(int index) {
        return new ViewPosition(index, 1, 0, index);
    }
}
