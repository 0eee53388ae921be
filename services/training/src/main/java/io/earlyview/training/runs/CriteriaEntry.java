package io.earlyview.training.runs;

import io.earlyview.training.domain.AcceptanceCriteria;
import java.time.Instant;
import java.util.List;

/**
 * What is asked of a run's network, as it stood before fitting began.
 *
 * @param sha256 over the lines; the gate refuses to apply any others
 * @param lines such as {@code auroc low above 0.5}
 */
public record CriteriaEntry(String sha256, List<String> lines, Instant fixedAt) {
    public CriteriaEntry {
        lines = List.copyOf(lines);
    }

    static CriteriaEntry of(AcceptanceCriteria criteria, Instant now) {
        return new CriteriaEntry(criteria.sha256(), criteria.lines(), now);
    }
}
