package io.earlyview.results.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a threshold would do to the decisions on every scored acquisition of an exam. */
@Schema(description = "What a threshold does to the decisions, over all scored acquisitions of the exam")
public record ThresholdEffect(
        String exam,
        @Schema(description = "The threshold this is about") double threshold,
        @Schema(description = "The threshold compared with") double comparedWith,

        @Schema(description = "Acquisitions with a probability")
        long scored,

        @Schema(description = "Decided for the positive class")
        long positive,

        @Schema(description = "Decided for the other class") long negative,

        @Schema(description = "Decisions that turn positive")
        long becomePositive,

        @Schema(description = "Decisions that turn negative")
        long becomeNegative,

        @Schema(description = "Share of labelled positives decided positive; empty without such labels") @Nullable
        ProportionView sensitivity,

        @Schema(description = "Share of labelled negatives decided negative; empty without such labels") @Nullable
        ProportionView specificity,

        @Schema(description = "Labels left out because their author had seen the score")
        long labelsNotCounted,

        @Schema(description = "Whether any acquisition counted here was simulated")
        boolean simulated,

        String researchUse) {}
