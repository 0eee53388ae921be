package io.earlyview.inference.prediction;

import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import java.util.List;

/** The network of a release, loaded. Several threads may ask it at once; none may once it is closed. */
public sealed interface Network extends AutoCloseable {

    /** How many of what already waits it is worth asking at once; 1 where batching does not pay. */
    int batch();

    @Override
    void close();

    /** Takes the needed frames of an acquisition at once. */
    non-sealed interface Stack extends Network {
        /** What it says of each acquisition; frames are in the order of the network's input. */
        List<Prediction> predict(List<List<ReceivedFrame>> acquisitions);
    }

    /** Takes each frame by itself, then what was made of all of them. */
    non-sealed interface Set extends Network {
        /** What its encoder makes of each frame. */
        List<float[]> encode(List<ReceivedFrame> frames);

        /** What its head says of these frames. They are in the order of their places: the same frames give the same bits. */
        Prediction predict(List<EncodedFrame> frames);
    }
}
