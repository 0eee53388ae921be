package io.earlyview.results.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A release of a model. */
@Schema(name = "Release", description = "A release of a model: what it is and how it did on held-out examples")
public record ReleaseView(
        String exam,
        @Schema(description = "CHAMPION or SHADOW") String stage,
        String releaseId,

        @Schema(description = "Whether it holds its stage now")
        boolean current,

        String artifactSha256,
        @Nullable Instant releasedAt,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                description = "The manifest as protobuf's JSON: lineage, evaluation, views")
        @JsonRawValue
        String manifest,

        String researchUse) {}
