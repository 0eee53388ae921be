package io.earlyview.inference.domain;

import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be taken, with its original bytes.
 *
 * @param cause a stable word, such as {@code UNDECODABLE}
 * @param explanation a sentence with the limit and the actual value; names no patient
 */
public record RefusedRecord(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte[] original,
        String cause,
        String explanation) {}
