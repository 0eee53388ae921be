package io.earlyview.results.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An acquisition with the score that holds, the decision at the present threshold, and its label. */
@Schema(name = "Acquisition", description = "An acquisition with its newest score. Research use only.")
public record AcquisitionView(
        @Schema(description = "Keyed pseudonym, 32 hexadecimal digits", examples = "0f3a5c7e9b1d2f4a6c8e0a2b4d6f8091")
        String acquisitionId,

        @Schema(description = "Name of the exam; empty until a message names it", examples = "datscan") @Nullable
        String exam,

        @Schema(description = "IN_PROGRESS, COMPLETED or ABORTED")
        String state,

        @Schema(description = "Distinct frames received", examples = "37")
        int framesReceived,

        @Schema(description = "Frames of a whole acquisition", examples = "120") @Nullable
        Integer expectedFrames,

        @Schema(description = "Whether a simulator made it") boolean simulated,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,

        @Schema(description = "Why it was aborted: PATIENT, EQUIPMENT or OPERATOR") @Nullable
        String abortReason,

        @Schema(description = "P(positive class) of the newest revision, in [0, 1]", examples = "0.83") @Nullable
        Double probability,

        @Schema(examples = "abnormal") @Nullable String positiveClass,

        @Schema(description = "The class decided for at the present threshold", examples = "abnormal") @Nullable
        String decision,

        @Schema(description = "The present threshold of the exam", examples = "0.5") @Nullable
        Double threshold,

        @Nullable String releaseId,

        @Schema(description = "SHA-256 of the ONNX file that scored; of the encoder where there is a head") @Nullable
        String artifactSha256,

        @Schema(description = "SHA-256 of the head's ONNX file, of a release that takes a set of frames") @Nullable
        String headSha256,

        @Schema(description = "Number of the newest revision, from 1") @Nullable
        Integer revision,

        @Schema(description = "PROVISIONAL, STOP_NORMAL, STOP_ABNORMAL, FINAL or CANNOT_SCORE") @Nullable
        String scoreState,

        @Nullable String scoreId,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "What the model said, by kind: probability, classes, quantity or cannotScore")
        @JsonRawValue
        @Nullable
        String output,

        @Schema(description = "How many frames the newest revision rests on", examples = "2") @Nullable
        Integer framesUsed,

        @Schema(description = "How whole the newest revision's frames are") @Nullable
        CompletenessView completeness,

        @Schema(description = "Where the newest revision says that the scan may stop") @Nullable
        StoppingView stopping,

        @Nullable CannotScoreView cannotScore,

        @Schema(description = "Last byte of the frame that made the score possible, at the gateway") @Nullable
        Instant acquiredAt,

        @Schema(description = "The score's row, by the database's clock") @Nullable
        Instant persistedAt,

        @Schema(description = "Of the newest revision") @Nullable
        LatencyView latency,

        @Nullable LabelView label,
        String researchUse) {}
