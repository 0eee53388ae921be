package io.earlyview.ingestion.receiving;

import com.google.protobuf.ByteString;
import io.earlyview.v1.IntakeReceipt;
import java.util.concurrent.CompletableFuture;

/** Finds the answer to what a stream received. Implemented where rules and broker are known. */
public interface Answering {

    /**
     * The receipt of a request, done when the request or its dead letter is safe on the broker. Called for one request
     * of a stream after the other, in their order; may block.
     */
    CompletableFuture<IntakeReceipt> answer(Received.Decoded request);

    /** Keeps bytes that are no request; done when they are safe on the broker. */
    CompletableFuture<Void> keep(ByteString undecodable, String reason);
}
