package io.earlyview.inference.domain;

import java.time.Instant;
import java.util.HexFormat;

/**
 * A frame that an open acquisition holds: with its pixels where it waits for a network, or as what the encoder of a
 * {@code set} release made of it.
 */
public sealed interface HeldFrame permits ReceivedFrame, EncodedFrame {
    /** The acquisition it belongs to: 32 hexadecimal digits. */
    String acquisitionId();

    /** Its place in the whole acquisition, from 0, as its sender counts. */
    int index();

    /** How many frames the whole acquisition will have, as its sender says. */
    int expectedFrames();

    /** Number of the camera head, from 1. */
    int detector();

    /** Angle of the view, 0 anterior, 180 posterior. */
    double angleDegrees();

    /** SHA-256 of its pixels, 32 bytes; not to be changed. */
    byte[] pixelsSha256();

    /** Whether a simulator made it. */
    boolean simulated();

    /** When the last byte reached the gateway. */
    Instant acquiredAt();

    /** When ingestion accepted it. */
    Instant ingestedAt();

    /** When inference took it from the broker. */
    Instant receivedAt();

    /** W3C trace context of the record it came with; empty where there was none. */
    String traceParent();

    /** The digest in hexadecimal digits. */
    default String digest() {
        return HexFormat.of().formatHex(pixelsSha256());
    }

    /** Bytes of pixels that it holds. */
    default long pixelBytes() {
        return 0;
    }
}
