package io.earlyview.inference.domain;

import java.time.Instant;

/**
 * A frame as the encoder of a {@code set} release reads it; its pixels are gone.
 *
 * @param releaseId the release that encoded it
 * @param energyWindow number of the energy window, from 1
 * @param embedding what the encoder said; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedFrame(
        String acquisitionId,
        String releaseId,
        int index,
        int expectedFrames,
        int detector,
        int energyWindow,
        double angleDegrees,
        float[] embedding,
        byte[] pixelsSha256,
        boolean simulated,
        Instant acquiredAt,
        Instant ingestedAt,
        Instant receivedAt,
        String traceParent)
        implements HeldFrame {

    /** What an encoder made of a frame. */
    public static EncodedFrame of(ReceivedFrame frame, String releaseId, float[] embedding) {
        return new EncodedFrame(
                frame.acquisitionId(),
                releaseId,
                frame.index(),
                frame.expectedFrames(),
                frame.detector(),
                frame.energyWindow(),
                frame.angleDegrees(),
                embedding,
                frame.pixelsSha256(),
                frame.simulated(),
                frame.acquiredAt(),
                frame.ingestedAt(),
                frame.receivedAt(),
                frame.traceParent());
    }
}
