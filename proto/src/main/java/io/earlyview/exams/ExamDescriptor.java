package io.earlyview.exams;

import static io.earlyview.exams.Limits.require;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one kind of exam is: its frames, which of them a score needs, what is predicted, how it is trained. Read from a
 * YAML file of the same structure; a new exam that fits an existing recipe needs no Java.
 *
 * @param exam name in topics, paths and commands: lower-case letters, digits and hyphens
 * @param title what people call it
 * @param neededViews the views a first score needs, in the order of the network's input; empty for an exam that is no
 *     rotation, which needs every plane
 */
public record ExamDescriptor(
        String exam, String title, Frames frames, List<NeededView> neededViews, Target target, Training training) {

    public ExamDescriptor {
        require(exam.matches("[a-z][a-z0-9-]{0,40}"), "exam name '" + exam + "' is not lower-case letters, digits, -");
        neededViews = List.copyOf(neededViews);
        require(
                neededViews.isEmpty() != frames.isRotation(),
                exam
                        + (frames.isRotation()
                                ? " is a rotation and names no needed view"
                                : " is no rotation and names views"));
        require(
                neededViews.size() <= frames.expected(),
                exam + " needs " + neededViews.size() + " views of " + frames.expected());
        boolean measures = target instanceof Target.Quantity;
        require(
                !measures || frames.spacingNeeded(),
                exam + " tells a quantity and does not ask for the spacing that it rests on");
        require(
                training.loss().isOfQuantities() == measures,
                exam + " tells a " + (measures ? "quantity" : "class") + " and its loss is " + training.loss());
        require(
                training.stopping() == null || (frames.isRotation() && target instanceof Target.Binary),
                exam + " names a stopping policy, which only a rotation with two classes can have");
        training.acceptance()
                .forEach(criterion -> require(
                        criterion.metric().isOfQuantities() == measures,
                        exam + " tells a " + (measures ? "quantity" : "class") + " and its acceptance looks at "
                                + criterion.metric()));
    }

    /** The frames that a first score needs, in the order of the network's input: views by angle, or every plane. */
    public List<NeededFrame> neededFrames() {
        return neededViews.isEmpty()
                ? IntStream.range(0, frames.expected())
                        .<NeededFrame>mapToObj(NeededPlane::new)
                        .toList()
                : List.copyOf(neededViews);
    }

    /** What a network is given of an acquisition: needed frames, rows, columns. */
    public int[] neededShape() {
        return new int[] {neededFrames().size(), frames.rows(), frames.columns()};
    }

    /**
     * The frames of an acquisition.
     *
     * @param expected how many a whole acquisition has
     * @param rows rows of a frame, pixels
     * @param columns columns of a frame, pixels
     * @param angularStepDegrees angle between neighbouring views; 0 where the exam is no rotation
     * @param pixelsAre what a pixel value means
     * @param spacingNeeded whether a frame must say how far apart its pixels and the planes are
     */
    public record Frames(
            int expected,
            int rows,
            int columns,
            double angularStepDegrees,
            PixelMeaning pixelsAre,
            boolean spacingNeeded) {
        public Frames {
            require(expected > 0 && expected <= 4096, "expected frames " + expected + " are not in 1..4096");
            require(rows > 0 && rows <= 512, "rows " + rows + " are not in 1..512");
            require(columns > 0 && columns <= 512, "columns " + columns + " are not in 1..512");
            require(angularStepDegrees >= 0 && angularStepDegrees < 360, "angular step " + angularStepDegrees);
        }

        /** Whether the frames are views of a rotation; they are planes (slices, channels) where they are not. */
        public boolean isRotation() {
            return angularStepDegrees > 0;
        }
    }

    /** What a pixel value means, and so which values are possible. */
    public enum PixelMeaning {
        /** Detected photons: never negative, and not all zero. */
        COUNTS,
        /** Any finite grey value. */
        INTENSITY
    }

    /** A frame that a score needs. */
    public sealed interface NeededFrame {
        /** Whether a frame taken here may stand for the needed one. */
        boolean accepts(double angleDegrees, int plane);

        /** How far a frame that is accepted lies from the needed one, in degrees. */
        double distanceDegrees(double angleDegrees);
    }

    /** A view that a score needs, found by its angle in degrees. */
    public record NeededView(double angleDegrees, double toleranceDegrees) implements NeededFrame {
        public NeededView {
            require(angleDegrees >= 0 && angleDegrees < 360, "needed angle " + angleDegrees + " is not in [0, 360)");
            require(toleranceDegrees > 0 && toleranceDegrees < 180, "tolerance " + toleranceDegrees);
        }

        /** Distance in degrees between this view and an angle, the short way round. */
        @Override
        public double distanceDegrees(double otherAngleDegrees) {
            double difference = Math.abs(angleDegrees - otherAngleDegrees) % 360;
            return Math.min(difference, 360 - difference);
        }

        @Override
        public boolean accepts(double otherAngleDegrees, int plane) {
            return distanceDegrees(otherAngleDegrees) <= toleranceDegrees;
        }
    }

    /** A slice or channel that a score needs, found by its number from 0. */
    public record NeededPlane(int plane) implements NeededFrame {
        @Override
        public boolean accepts(double angleDegrees, int otherPlane) {
            return plane == otherPlane;
        }

        @Override
        public double distanceDegrees(double angleDegrees) {
            return 0;
        }
    }
}
