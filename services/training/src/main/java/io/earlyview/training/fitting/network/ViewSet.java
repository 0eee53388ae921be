package io.earlyview.training.fitting.network;

import java.util.List;

/**
 * The views of a rotation as a set: each goes through the same {@code encoder}, which is told the view's angle in two
 * more channels (its cosine and its sine), and the features that come out are averaged. The outcome depends on which
 * views there are, not on their order, and the encoder's cost is one pass a view.
 *
 * @param anglesDegrees of the views that go in, in their order
 * @param encoder from 3 channels of one view to features
 */
public record ViewSet(List<Float> anglesDegrees, List<Layer> encoder) implements Layer {
    /** The view itself, and the cosine and the sine of its angle. */
    public static final int CHANNELS = 3;

    public ViewSet {
        anglesDegrees = List.copyOf(anglesDegrees);
        encoder = List.copyOf(encoder);
    }

    @Override
    public int[] outputShape(int[] in) {
        Shapes.requireChannels(this, in, anglesDegrees.size());
        int[] features = NetworkSpecification.outputShape(encoder, encoderShape(in));
        Shapes.requireFeatures(this, features);
        return features;
    }

    /** What the encoder is given of one view. */
    public static int[] encoderShape(int[] in) {
        return new int[] {CHANNELS, in[1], in[2]};
    }

    /** The same encoder for other views. */
    public ViewSet at(List<Float> otherAnglesDegrees) {
        return new ViewSet(otherAnglesDegrees, encoder);
    }

    /** Cosine and sine of each angle, one after the other. */
    public float[] directions() {
        float[] directions = new float[2 * anglesDegrees.size()];
        for (int view = 0; view < anglesDegrees.size(); view++) {
            double angle = Math.toRadians(anglesDegrees.get(view));
            directions[2 * view] = (float) Math.cos(angle);
            directions[2 * view + 1] = (float) Math.sin(angle);
        }
        return directions;
    }
}
