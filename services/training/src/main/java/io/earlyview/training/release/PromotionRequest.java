package io.earlyview.training.release;

/**
 * Who wants a release promoted or taken back, and why.
 *
 * @param by the person's name, or {@code run <id>}
 * @param overriding why the gate's word shall not count; empty where it shall
 */
public record PromotionRequest(String by, String reason, String overriding) {
    public PromotionRequest {
        by = by.strip();
        reason = reason.strip();
        overriding = overriding.strip();
        if (by.isEmpty()) {
            throw new IllegalArgumentException("'by' is empty: a promotion names who wants it");
        }
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("'reason' is empty: a promotion says why");
        }
    }
}
