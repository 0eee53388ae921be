package io.earlyview.results.query;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where the time went between the last byte of the frame that made a score possible and the score's row. */
@Schema(
        name = "Latency",
        description = "Milliseconds from station to station; absent where a station left no stamp. Stations on several"
                + " machines have several clocks.")
public record LatencyView(
        @Schema(description = "Gateway to ingestion") @Nullable
        Double transferMillis,

        @Schema(description = "Ingestion to inference, through the broker") @Nullable
        Double brokerMillis,

        @Schema(description = "Checked and put to its acquisition") @Nullable
        Double assemblyMillis,

        @Schema(description = "Waiting for the network") @Nullable
        Double waitingMillis,

        @Schema(description = "The network") @Nullable Double computeMillis,

        @Schema(description = "Until the score was handed to the broker") @Nullable
        Double publicationMillis,

        @Schema(description = "Through the broker into the database") @Nullable
        Double storingMillis,

        @Schema(description = "All of it") @Nullable Double totalMillis) {

    private static final double NANOS_IN_A_MILLI = 1e6;

    /** When the frame passed each station. */
    record Stations(
            @Nullable Instant acquired,
            @Nullable Instant ingested,
            @Nullable Instant received,
            @Nullable Instant assembled,
            @Nullable Instant computeStarted,
            @Nullable Instant scored,
            @Nullable Instant published,
            @Nullable Instant persisted) {}

    static LatencyView of(Stations at) {
        return new LatencyView(
                between(at.acquired(), at.ingested()),
                between(at.ingested(), at.received()),
                between(at.received(), at.assembled()),
                between(at.assembled(), at.computeStarted()),
                between(at.computeStarted(), at.scored()),
                between(at.scored(), at.published()),
                between(at.published(), at.persisted()),
                between(at.acquired(), at.persisted()));
    }

    private static @Nullable Double between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : Double.valueOf(Duration.between(from, to).toNanos() / NANOS_IN_A_MILLI);
    }
}
