package io.earlyview.training.runs;

import io.earlyview.training.domain.NamedFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a check named while the network was fitted.
 *
 * @param rule name of the check
 * @param sentence all of it in words
 * @param evidence the numbers with their limits, the deciding one first
 * @param remedy what to ask for in the next run's {@code remedies}; absent where a person is needed
 */
public record FindingEntry(
        String rule,
        NamedFinding.Grade grade,
        String sentence,
        List<EvidenceEntry> evidence,
        String meaning,
        String whatToDo,
        @Nullable String remedy) {

    public FindingEntry {
        evidence = List.copyOf(evidence);
    }

    /** A number and its limits; absent is what is not finite, so a value that is no number and a limit that is none. */
    public record EvidenceEntry(
            String name,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}

    static FindingEntry of(NamedFinding finding) {
        return new FindingEntry(
                finding.rule(),
                finding.grade(),
                finding.sentence(),
                finding.evidence().stream()
                        .map(each -> new EvidenceEntry(
                                each.name(),
                                Figures.finite(each.value()),
                                Figures.finite(each.low()),
                                Figures.finite(each.high())))
                        .toList(),
                finding.meaning(),
                finding.whatToDo(),
                finding.remedy().orElse(null));
    }
}
