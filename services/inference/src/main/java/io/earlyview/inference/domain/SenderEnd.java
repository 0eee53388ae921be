package io.earlyview.inference.domain;

import java.time.Instant;

/**
 * The sender's word that no further frame will come.
 *
 * @param framesSent how many it sent, whatever became of them
 * @param aborted whether the scan was broken off
 * @param heardAt when inference heard of it
 */
public record SenderEnd(int framesSent, boolean aborted, Instant heardAt) {}
