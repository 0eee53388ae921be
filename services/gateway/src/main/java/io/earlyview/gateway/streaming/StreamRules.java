package io.earlyview.gateway.streaming;

import java.time.Duration;

/**
 * How a stream behaves.
 *
 * @param window most requests without a receipt
 * @param reconnects attempts to connect again without a receipt in between
 */
record StreamRules(int window, int reconnects, Duration firstPause, Duration longestPause, Duration receiptTimeout) {
    StreamRules {
        if (window < 1 || window > 4096) {
            throw new UnusableSetting("earlyview.gateway.stream.window is " + window + ", not in 1..4096");
        }
        if (reconnects < 0) {
            throw new UnusableSetting("earlyview.gateway.stream.reconnects is " + reconnects);
        }
    }

    static StreamRules of(IngestionConfig.Stream config, int window) {
        return new StreamRules(
                window, config.reconnects(), config.firstPause(), config.longestPause(), config.receiptTimeout());
    }

    /** Pause before an attempt; none before the first of all. */
    Duration pauseBefore(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration doubled = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    }
}
