package io.earlyview.inference.release;

import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.prediction.StackNetwork;
import java.util.List;

/** A release whose artifact was checked, loaded and warmed up. Used by one thread at a time. */
public record LoadedRelease(ReleaseReference reference, StackNetwork network) implements AutoCloseable {
    /** Scores the frames, given in the order of the release's views. */
    public Prediction predict(List<ReceivedFrame> frames) {
        return network.predict(frames);
    }

    @Override
    public void close() {
        network.close();
    }
}
