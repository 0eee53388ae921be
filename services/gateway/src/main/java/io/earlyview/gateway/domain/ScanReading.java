package io.earlyview.gateway.domain;

/** What came of reading a file: a scan, or the reason why it is none. */
public sealed interface ScanReading {
    /** Every frame is there and was checked. */
    record Read(Scan scan) implements ScanReading {}

    /**
     * The file is not taken.
     *
     * @param reason one sentence: what was found and what was expected; names neither file nor patient
     */
    record Refused(String reason) implements ScanReading {}
}
