package io.earlyview.exams;

import java.util.List;

/**
 * What one kind of exam is: its frames, which of them a score needs, what is predicted, how it is trained. Read from a
 * YAML file of the same structure; a new exam that fits an existing recipe needs no Java.
 *
 * @param exam name in topics, paths and commands: lower-case letters, digits and hyphens
 * @param title what people call it
 * @param neededViews the views a first score needs, in the order of the network's input
 */
public record ExamDescriptor(
        String exam,
        String title,
        Frames frames,
        List<NeededView> neededViews,
        Target target,
        Training training,
        OperatingPoint operatingPoint) {

    public ExamDescriptor {
        require(exam.matches("[a-z][a-z0-9-]{0,40}"), "exam name '" + exam + "' is not lower-case letters, digits, -");
        neededViews = List.copyOf(neededViews);
        require(!neededViews.isEmpty(), exam + " names no needed view");
        require(
                neededViews.size() <= frames.expected(),
                exam + " needs " + neededViews.size() + " views of " + frames.expected());
    }

    /**
     * The frames of an acquisition.
     *
     * @param expected how many a whole acquisition has
     * @param rows rows of a frame, pixels
     * @param columns columns of a frame, pixels
     * @param angularStepDegrees angle between neighbouring views; 0 where the exam is no rotation
     * @param pixelsAre what a pixel value means
     */
    public record Frames(int expected, int rows, int columns, double angularStepDegrees, PixelMeaning pixelsAre) {
        public Frames {
            require(expected > 0 && expected <= 4096, "expected frames " + expected + " are not in 1..4096");
            require(rows > 0 && rows <= 512, "rows " + rows + " are not in 1..512");
            require(columns > 0 && columns <= 512, "columns " + columns + " are not in 1..512");
            require(angularStepDegrees >= 0 && angularStepDegrees < 360, "angular step " + angularStepDegrees);
        }
    }

    /** What a pixel value means, and so which values are possible. */
    public enum PixelMeaning {
        /** Detected photons: never negative, and not all zero. */
        COUNTS,
        /** Any finite grey value. */
        INTENSITY
    }

    /** A view that a score needs, found by its angle in degrees. */
    public record NeededView(double angleDegrees, double toleranceDegrees) {
        public NeededView {
            require(angleDegrees >= 0 && angleDegrees < 360, "needed angle " + angleDegrees + " is not in [0, 360)");
            require(toleranceDegrees > 0 && toleranceDegrees < 180, "tolerance " + toleranceDegrees);
        }

        /** Distance in degrees between this view and an angle, the short way round. */
        public double distanceDegrees(double otherAngleDegrees) {
            double difference = Math.abs(angleDegrees - otherAngleDegrees) % 360;
            return Math.min(difference, 360 - difference);
        }

        /** Whether a view at this angle may stand for the needed one. */
        public boolean accepts(double otherAngleDegrees) {
            return distanceDegrees(otherAngleDegrees) <= toleranceDegrees;
        }
    }

    /** What is predicted. {@code classes} are in the order of the network's outputs; binary: the last is positive. */
    public record Target(Kind kind, List<String> classes) {
        public Target {
            classes = List.copyOf(classes);
            require(kind != Kind.BINARY || classes.size() == 2, "a binary target has 2 classes, not " + classes.size());
        }

        /** Kinds of target. */
        public enum Kind {
            BINARY
        }

        /** The class whose probability is given. */
        public String positiveClass() {
            return classes.getLast();
        }
    }

    /** Defaults of a training run. */
    public record Training(
            String recipe, int epochs, int batchSize, double learningRate, double heldOutShare, int minimumExamples) {
        public Training {
            require(epochs > 0, "epochs " + epochs);
            require(batchSize > 0, "batch size " + batchSize);
            require(learningRate > 0, "learning rate " + learningRate);
            require(heldOutShare > 0 && heldOutShare < 1, "held-out share " + heldOutShare + " is not in (0, 1)");
        }
    }

    /** Probability from which the decision is positive. */
    public record OperatingPoint(double threshold) {
        public OperatingPoint {
            require(threshold >= 0 && threshold <= 1, "threshold " + threshold + " is not in [0, 1]");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
