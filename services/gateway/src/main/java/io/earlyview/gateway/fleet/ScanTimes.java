package io.earlyview.gateway.fleet;

import java.time.Duration;

/**
 * How long a scanner takes.
 *
 * @param stop until the next frames are there
 * @param change from the last frame of one patient to the first of the next
 */
record ScanTimes(Duration stop, Duration change) {}
