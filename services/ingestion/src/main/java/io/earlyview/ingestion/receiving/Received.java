package io.earlyview.ingestion.receiving;

import com.google.protobuf.ByteString;
import io.earlyview.v1.IntakeRequest;

/** The bytes of one gRPC message, decoded where that was possible. */
public sealed interface Received {

    /**
     * A request.
     *
     * @param original exactly the bytes that the gateway sent for the acquisition event, frame or label; the whole
     *     request where it holds none of these
     */
    record Decoded(IntakeRequest request, ByteString original) implements Received {}

    /** Bytes that are no request. */
    record Undecodable(ByteString original, String reason) implements Received {}
}
