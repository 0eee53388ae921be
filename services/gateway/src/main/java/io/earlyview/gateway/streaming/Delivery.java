package io.earlyview.gateway.streaming;

import io.earlyview.v1.RefusalCause;
import java.util.List;

/** What became of the messages of one acquisition. */
public sealed interface Delivery {
    /** All of them are on the broker. */
    record Complete(int messages) implements Delivery {}

    /**
     * Ingestion refused at least one.
     *
     * @param refused how many
     * @param explanation ingestion's sentence on the first of them
     */
    record Refused(int refused, RefusalCause cause, String explanation) implements Delivery {}

    /** The stream was given up before all receipts were there; sending the acquisition again is safe. */
    record Lost(String reason) implements Delivery {}

    /** Lost outweighs refused, refused outweighs accepted. */
    static Delivery of(List<Receipt> receipts) {
        for (Receipt receipt : receipts) {
            if (receipt instanceof Receipt.Lost(String reason)) {
                return new Lost(reason);
            }
        }
        List<Receipt.Refused> refusals = receipts.stream()
                .filter(Receipt.Refused.class::isInstance)
                .map(Receipt.Refused.class::cast)
                .toList();
        if (refusals.isEmpty()) {
            return new Complete(receipts.size());
        }
        var first = refusals.getFirst();
        return new Refused(refusals.size(), first.cause(), first.explanation());
    }
}
