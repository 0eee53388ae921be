package io.earlyview.training.page;

import io.earlyview.training.domain.NamedFinding.Grade;
import io.earlyview.training.runs.FindingEntry;
import io.earlyview.training.runs.FindingEntry.EvidenceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the checks named, each with its numbers, its meaning and what to do. */
final class FindingSection {
    private FindingSection() {}

    static void write(Markup page, Subject subject) {
        page.heading("Findings of the checks");
        if (subject.findings().isEmpty()) {
            page.paragraph("None: no check named anything.");
        }
        for (FindingEntry finding : subject.findings()) {
            String grade = finding.grade().name().toLowerCase(Locale.ROOT);
            page.markup("<section class=\"finding " + grade + "\">\n<h3><span class=\"grade\">" + word(finding.grade())
                    + "</span> ");
            page.markup(Markup.escaped(finding.rule()) + "</h3>\n");
            page.paragraph(finding.sentence());
            if (!finding.evidence().isEmpty()) {
                page.table(List.of("Evidence", "Value", "Limits"), rows(finding));
            }
            page.facts(facts(finding));
            page.markup("</section>\n");
        }
        page.note("The checks do not find: a signal that is there for the wrong reason and shows neither in the"
                + " corners of the frames nor in their spacing;"
                + " labels that are wrong in a small share; a simulator that flatters.");
    }

    private static String word(Grade grade) {
        return switch (grade) {
            case NOTE -> "Note";
            case WARNING -> "Warning";
            case ERROR -> "Error";
        };
    }

    private static List<Markup.Fact> facts(FindingEntry finding) {
        List<Markup.Fact> facts = new ArrayList<>();
        if (!finding.meaning().isEmpty()) {
            facts.add(new Markup.Fact("What it means", finding.meaning()));
        }
        if (!finding.whatToDo().isEmpty()) {
            facts.add(new Markup.Fact("What to do", finding.whatToDo()));
        }
        if (finding.remedy() != null) {
            facts.add(new Markup.Fact("Remedy by name", finding.remedy()));
        }
        return facts;
    }

    private static List<List<String>> rows(FindingEntry finding) {
        return finding.evidence().stream()
                .map(each -> List.of(each.name(), shown(each.value()), limits(each)))
                .toList();
    }

    private static String limits(EvidenceEntry evidence) {
        Double low = evidence.low();
        Double high = evidence.high();
        if (low == null) {
            return high == null ? "–" : "at most " + shown(high);
        }
        return high == null ? "at least " + shown(low) : shown(low) + " to " + shown(high);
    }

    private static String shown(@Nullable Double value) {
        if (value == null) {
            return "no number";
        }
        return Math.abs(value) == Double.MAX_VALUE
                ? "any finite number"
                : String.format(Locale.ROOT, "%.4g", value).replace('-', '−');
    }
}
