package io.earlyview.training.page;

import io.earlyview.training.page.Markup.Fact;
import io.earlyview.training.runs.DataSetEntry;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.ReleaseManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What it was trained on, what was left out and why, and how to find the same data again. */
final class DataSection {
    private DataSection() {}

    static void write(Markup page, Subject subject) {
        page.heading("Data");
        Optional<DataSetEntry> data = subject.data();
        Optional<Lineage> lineage = subject.release().map(ReleaseManifest::getLineage);
        if (data.isEmpty() && lineage.isEmpty()) {
            page.paragraph("It ended before the data were read.");
            return;
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Origin", subject.simulated() ? "SIMULATED, in part or wholly" : "acquisitions, none simulated"));
        data.ifPresent(read -> {
            facts.add(new Fact("Labelled examples", Integer.toString(read.examples())));
            if (!read.perClass().isEmpty()) {
                facts.add(new Fact(
                        "Of each class",
                        read.perClass().entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "))));
            }
            facts.add(new Fact("Left out", leftOut(read)));
        });
        lineage.ifPresent(made -> facts.add(
                new Fact("Fitted to", made.getExamplesTrained() + " examples; held out " + made.getExamplesHeldOut())));
        facts.add(new Fact(
                "Content",
                "SHA-256 "
                        + data.map(DataSetEntry::sha256)
                                .or(() -> lineage.map(Lineage::getDatasetSha256))
                                .orElse("–")));
        page.facts(facts);
        List<List<String>> offsets = data.map(read -> read.offsets().stream()
                        .map(each -> List.of(
                                each.topic(), Integer.toString(each.partition()), Long.toString(each.endOffset())))
                        .toList())
                .orElseGet(() -> lineage.stream()
                        .flatMap(made -> made.getOffsetsList().stream())
                        .map(each -> List.of(
                                each.getTopic(),
                                Integer.toString(each.getPartition()),
                                Long.toString(each.getEndOffset())))
                        .toList());
        page.folded(
                "Topics, read up to these offsets",
                new Markup().table(List.of("Topic", "Partition", "End offset"), offsets));
    }

    private static String leftOut(DataSetEntry read) {
        List<String> parts = new ArrayList<>();
        add(parts, read.leftOut().withoutLabel(), "examples without a label");
        add(parts, read.leftOut().withoutExample(), "labels whose acquisition has no example");
        add(parts, read.leftOut().authorSawScore(), "labels whose author had seen the score");
        add(parts, read.leftOut().simulated(), "simulated examples, as there are real ones");
        add(parts, read.leftOut().empty(), "examples whose pixels are all alike");
        add(parts, read.leftOut().unknownClass(), "labels of a class that the exam does not have");
        add(parts, read.leftOut().erased(), "acquisitions of any exam that were erased");
        add(parts, read.leftOut().undecodable(), "records that cannot be read");
        return parts.isEmpty() ? "nothing" : String.join("; ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(what + ": " + count);
        }
    }
}
