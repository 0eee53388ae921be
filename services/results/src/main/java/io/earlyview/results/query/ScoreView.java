package io.earlyview.results.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One revision of a score, with everything it rests on. */
@Schema(name = "Score", description = "One revision of a score, with everything it rests on. Research use only.")
public record ScoreView(
        String scoreId,
        String acquisitionId,
        String exam,
        @Schema(description = "From 1; the highest holds") int revision,

        @Schema(description = "PROVISIONAL, STOP_NORMAL, STOP_ABNORMAL, FINAL or CANNOT_SCORE")
        String state,

        @Nullable Double probability,
        @Nullable String positiveClass,

        @Schema(description = "At the present threshold") @Nullable
        String decision,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "What the model said, by kind: probability, classes, quantity or cannotScore")
        @JsonRawValue
        String output,

        String releaseId,

        @Schema(description = "SHA-256 of the ONNX file; of the encoder where there is a head")
        String artifactSha256,

        @Schema(description = "SHA-256 of the head's ONNX file, of a release that takes a set of frames") @Nullable
        String headSha256,

        @Schema(description = "cpu or cuda") String device,

        @Schema(type = SchemaType.ARRAY, implementation = FrameUsedView.class, description = "In order of view")
        @JsonRawValue
        String framesUsed,

        @Schema(description = "How whole the frames are; absent where inference did not say") @Nullable
        CompletenessView completeness,

        @Schema(description = "Of the states STOP_NORMAL and STOP_ABNORMAL") @Nullable
        StoppingView stopping,

        boolean simulated,

        @Schema(description = "Last byte of the frame that made the score possible, at the gateway") @Nullable
        Instant acquiredAt,

        @Schema(description = "Accepted by ingestion") @Nullable
        Instant ingestedAt,

        @Schema(description = "Taken from the broker by inference") @Nullable
        Instant receivedAt,

        @Schema(description = "Put to its acquisition") @Nullable
        Instant assembledAt,

        @Schema(description = "Given to the network") @Nullable
        Instant computeStartedAt,

        @Schema(description = "The network's answer was there") @Nullable
        Instant scoredAt,

        @Schema(description = "Handed to the broker") @Nullable
        Instant publishedAt,

        @Schema(description = "The row, by the database's clock")
        Instant persistedAt,

        LatencyView latency,
        String researchUse) {

    /** One frame that a score rests on. */
    @Schema(name = "FrameUsed")
    public record FrameUsedView(
            int index,
            double angleDegrees,
            @Schema(description = "64 hexadecimal digits") String pixelsSha256) {}
}
