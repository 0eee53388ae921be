package io.earlyview.training.page;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.training.page.Markup.Fact;
import io.earlyview.training.runs.PlanEntry;
import io.earlyview.training.runs.Run;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the model is for, what comes in and out, how it was made: the model card's prose. */
final class CardSection {
    private CardSection() {}

    static void use(Markup page, Subject subject) {
        ExamDescriptor exam = subject.exam();
        page.heading("Intended use");
        page.paragraph("Research on scores that come while a scan is still being acquired. " + Run.RESEARCH_USE
                + " Nobody may be treated, or not treated, because of it.");
        page.facts(List.of(
                new Fact("Exam", exam.title() + " (" + exam.exam() + ")"),
                new Fact("Comes in", input(exam)),
                new Fact("Goes out", output(exam.target()))));
    }

    static void making(Markup page, Subject subject) {
        page.heading("How it was made");
        Optional<PlanEntry> plan = subject.run().map(Run::plan);
        Optional<Lineage> lineage = subject.release().map(ReleaseManifest::getLineage);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Recipe",
                plan.map(PlanEntry::recipe)
                        .or(() -> lineage.map(Lineage::getRecipe))
                        .orElse("–")));
        plan.ifPresent(known -> {
            facts.add(new Fact(
                    "Plan",
                    String.format(
                            Locale.ROOT,
                            "%d epochs in batches of %d, highest learning rate %s, %.0f %% held out",
                            known.epochs(),
                            known.batchSize(),
                            known.learningRate(),
                            100 * known.heldOutShare())));
            facts.add(new Fact("Remedies", known.remedies().isEmpty() ? "none" : String.join(", ", known.remedies())));
        });
        facts.add(new Fact(
                "Seed",
                plan.map(known -> Long.toString(known.seed()))
                        .or(() -> lineage.map(made -> Long.toString(made.getSeed())))
                        .orElse("–")));
        lineage.ifPresent(made -> facts.add(new Fact("Code version", made.getCodeVersion())));
        subject.run().ifPresent(run -> facts.add(new Fact("Run", run.runId() + ", begun " + run.startedAt())));
        subject.release().ifPresent(release -> {
            facts.add(new Fact("Release", release.getReleaseId()));
            facts.addAll(files(release));
            if (!release.getLineage().getCalibrator().isEmpty()) {
                facts.add(new Fact("Calibration", release.getLineage().getCalibrator()));
            }
        });
        page.facts(facts);
        page.paragraph("The same plan on the same data with the same number of threads gives the same bytes.");
    }

    private static List<Fact> files(ReleaseManifest release) {
        String graph = file(release.getArtifactSize(), release.getArtifactSha256());
        return release.getKind() == ReleaseKind.RELEASE_KIND_SET
                ? List.of(
                        new Fact("Kind", "set: an encoder, run once a frame, and a head for any number of frames"),
                        new Fact("Encoder", graph),
                        new Fact("Head", file(release.getHeadSize(), release.getHeadSha256())))
                : List.of(
                        new Fact("Kind", "stack: one graph over the needed frames together"), new Fact("Graph", graph));
    }

    private static String file(long size, String sha256) {
        return "ONNX, " + size + " bytes, SHA-256 " + sha256;
    }

    private static String input(ExamDescriptor exam) {
        String size = exam.frames().rows() + " × " + exam.frames().columns() + " pixels of raw "
                + exam.frames().pixelsAre().name().toLowerCase(Locale.ROOT);
        String frames = exam.neededViews().isEmpty()
                ? exam.frames().expected() + " planes"
                : exam.neededViews().size() + " views at "
                        + exam.neededViews().stream()
                                .map(NeededView::angleDegrees)
                                .map(angle -> Markup.number(angle, 0) + "°")
                                .collect(Collectors.joining(" and "));
        return frames + " of " + size + (exam.frames().spacingNeeded() ? ", with the spacing of the voxels" : "")
                + ". All preparation is inside the graph.";
    }

    private static String output(Target target) {
        return switch (target) {
            case Target.Binary two ->
                "P(" + two.positiveClass() + "), against " + two.classes().getFirst() + ".";
            case Target.Classes several -> "One probability each: " + String.join(", ", several.classes()) + ".";
            case Target.Quantity quantity -> "A value in " + quantity.unit() + " with an interval.";
        };
    }
}
