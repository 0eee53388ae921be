package io.earlyview.results.query;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The last label of an acquisition. */
@Schema(name = "Label", description = "What a reader said of the acquisition: the reader's verdict, not the disease")
public record LabelView(
        @Schema(description = "One of the exam's classes", examples = "abnormal") @Nullable
        String className,

        @Schema(description = "A measured quantity in the exam's unit; empty for classes") @Nullable
        Double quantity,

        @Schema(description = "READER, IMPORT or SIMULATOR") String source,

        @Schema(description = "Whether the author had seen the score; such labels are not counted")
        boolean authorSawScore,

        @Nullable Instant labelledAt) {}
