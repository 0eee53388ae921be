package io.earlyview.results.query;

import io.earlyview.results.domain.Proportion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A share with its interval. */
@Schema(name = "Proportion", description = "hits / n with Wilson's 95 % interval")
public record ProportionView(double value, double low, double high, long hits, long n) {

    static @Nullable ProportionView of(long hits, long n) {
        if (n == 0) {
            return null;
        }
        Proportion share = new Proportion(hits, n);
        return new ProportionView(share.value(), share.low(), share.high(), hits, n);
    }
}
