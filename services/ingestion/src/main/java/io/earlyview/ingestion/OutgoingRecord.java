package io.earlyview.ingestion;

import io.earlyview.topics.Topics;

/**
 * A record as it will lie on the broker.
 *
 * @param key the acquisition id
 */
record OutgoingRecord(Topics topic, String key, byte[] value) {}
