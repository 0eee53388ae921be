package io.earlyview.local.audit;

import io.earlyview.local.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What an audit found.
 *
 * @param acquisitions how many were compared
 * @param frames frames that were accepted
 * @param scores records of topic {@code scores}
 * @param firstFrames the most frames that any acquisition's first score rested on
 */
public record AuditReport(int acquisitions, int frames, int scores, int firstFrames, List<Finding> findings) {
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** With findings that were made elsewhere. */
    public AuditReport with(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new AuditReport(acquisitions, frames, scores, firstFrames, all);
    }

    /** Acquisitions of which something is missing. */
    public int lost() {
        return (int) findings.stream()
                .filter(finding -> finding.kind() == Kind.LOST)
                .map(Finding::acquisitionId)
                .distinct()
                .count();
    }

    /** Records and rows that are there again. */
    public int duplicated() {
        return count(Kind.DUPLICATED);
    }

    /** Records and rows that are older than what was there before, or disagree with it. */
    public int regressed() {
        return count(Kind.REGRESSED);
    }

    /** Whether every promise was kept. */
    public boolean kept() {
        return findings.isEmpty();
    }

    private int count(Kind kind) {
        return (int) findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
