package io.earlyview.gateway.streaming;

import io.earlyview.v1.RefusalCause;

/** What became of one message. */
public sealed interface Receipt {
    /** It is on the broker. */
    record Accepted() implements Receipt {}

    /**
     * Ingestion did not take it; the stream went on.
     *
     * @param explanation ingestion's sentence, with the limit and the actual value
     */
    record Refused(RefusalCause cause, String explanation) implements Receipt {}

    /**
     * It is not known whether ingestion has it: the stream was given up before a receipt came.
     *
     * @param reason a sentence that names the address
     */
    record Lost(String reason) implements Receipt {}
}
