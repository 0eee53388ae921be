package io.earlyview.training.page;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Timestamp;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Target;
import io.earlyview.training.curation.DataSet;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.domain.PredictedCase;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.runs.CriteriaEntry;
import io.earlyview.training.runs.CrossValidationEntry;
import io.earlyview.training.runs.DataSetEntry;
import io.earlyview.training.runs.EpochEntry;
import io.earlyview.training.runs.EvaluationEntry;
import io.earlyview.training.runs.FindingEntry;
import io.earlyview.training.runs.GateEntry;
import io.earlyview.training.runs.LockedSetEntry;
import io.earlyview.training.runs.PlanEntry;
import io.earlyview.training.runs.Run;
import io.earlyview.training.runs.RunProgress;
import io.earlyview.training.runs.RunState;
import io.earlyview.v1.DecisionKind;
import io.earlyview.v1.FindingGrade;
import io.earlyview.v1.FindingNote;
import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.LockedTestSet;
import io.earlyview.v1.ReleaseDecision;
import io.earlyview.v1.ReleaseManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs and releases to draw, one of each exam and end. */
final class Subjects {
    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int CASES = 90;

    private Subjects() {}

    static ExamDescriptor exam(String name) {
        return ExamCatalogue.bundled().find(name).orElseThrow();
    }

    /** A released run of an exam, with held-out predictions that are worth something. */
    static Subject released(String exam) {
        List<PredictedCase> cases = cases(exam(exam).target());
        return new Subject(
                exam(exam),
                Optional.of(run(exam, RunState.RELEASED, "Weights of the last epoch.", evaluation(exam, cases))),
                Optional.of(manifest(exam)),
                cases);
    }

    static Run run(String exam, RunState state, String sentence, @Nullable EvaluationEntry evaluation) {
        List<EpochEntry> history = new ArrayList<>();
        for (int epoch = 1; epoch <= 12; epoch++) {
            history.add(new EpochEntry(
                    epoch,
                    0.69 * Math.exp(-0.1 * epoch),
                    0.70 * Math.exp(-0.06 * epoch),
                    epoch == 3 ? null : 0.5 + 0.03 * epoch,
                    4.2 * epoch));
        }
        boolean looked = evaluation != null;
        // Through JSON, as runs are read back: what this page does not show need not be named here.
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("runId", "20261122-100000-abc123");
        record.put("exam", exam);
        record.put("state", state);
        record.put("sentence", sentence);
        record.put("startedAt", "2026-11-22T10:00:00Z");
        record.put("endedAt", "2026-11-22T10:01:30Z");
        record.put(
                "plan",
                new PlanEntry(
                        exam, "compact-residual", 12, 16, 1e-3, 0.3, 60, 7, List.of("clip-gradients=1"), 0, false));
        record.put("progress", new RunProgress(12, 12, 5, 5, 1, 0.2, 90, null));
        record.put("history", looked ? history : List.of());
        record.put(
                "findings",
                List.of(
                        finding("memorising", NamedFinding.Grade.WARNING),
                        finding("input-range", NamedFinding.Grade.NOTE)));
        record.put("dataSet", data(exam));
        record.put("evaluation", evaluation);
        record.put("crossValidation", crossValidation(state, evaluation));
        if (looked) {
            record.put(
                    "criteria",
                    new CriteriaEntry("cafe01", List.of("auroc low above 0.5"), Instant.parse("2026-11-22T10:00:05Z")));
            record.put(
                    "lockedSet",
                    new LockedSetEntry(0.2, 90, 45, 3, List.of(), "90 examples of 45 patients are locked for tests."));
            record.put(
                    "gate",
                    new GateEntry(
                            GateEntry.Result.WORSE, List.of("The gain is -0.02, and the limit is <0>."), "cafe01"));
        }
        return JSON.convertValue(record, Run.class);
    }

    private static @Nullable CrossValidationEntry crossValidation(
            RunState state, @Nullable EvaluationEntry evaluation) {
        return switch (state) {
            case RELEASED -> new CrossValidationEntry(2, "Each of 90 examples.", evaluation, Arrays.asList(0.81, null));
            case FAILED -> new CrossValidationEntry(5, "No out-of-fold figures: fold 2 of 5.", null, List.of());
            default -> null;
        };
    }

    static FindingEntry finding(String rule, NamedFinding.Grade grade) {
        return new FindingEntry(
                rule,
                grade,
                rule + ": training skill 0.93, on other patients 0.31, the limit of the difference is 0.5.",
                List.of(
                        new FindingEntry.EvidenceEntry("difference of skill", 0.62, null, 0.5),
                        new FindingEntry.EvidenceEntry("loss in step 3", null, null, Double.MAX_VALUE)),
                "The network learns cases by heart.",
                "Take a smaller network, or vary the examples at run time.",
                grade == NamedFinding.Grade.WARNING ? "augment-at-run-time" : null);
    }

    static ReleaseManifest manifest(String exam) {
        return ReleaseManifest.newBuilder()
                .setReleaseId(exam + "-20261122-00aa11bb")
                .setExam(exam)
                .setArtifactSha256("00aa11bb")
                .setArtifactSize(99)
                .setLineage(Lineage.newBuilder()
                        .setRunId("20261122-100000-abc123")
                        .setRecipe("compact-residual")
                        .setSeed(7)
                        .setCodeVersion("1234abcd")
                        .setSimulated(true)
                        .setExamplesTrained(210)
                        .setExamplesHeldOut(CASES)
                        .addCriteria("auroc low above 0.5")
                        .setCriteriaSha256("cafe01")
                        .setLockedTestSet(LockedTestSet.newBuilder()
                                .setExamples(90)
                                .setPatients(45)
                                .setReads(1))
                        .addFindings(FindingNote.newBuilder()
                                .setRule("memorising")
                                .setGrade(FindingGrade.FINDING_GRADE_WARNING)
                                .setSentence("memorising: all of it in words.")))
                .setGate(GateVerdict.newBuilder()
                        .setOutcome(GateOutcome.GATE_OUTCOME_PASSED)
                        .addSentences("The lower bound of auroc is 0.860, the limit is above 0.500: met."))
                .addDecisions(ReleaseDecision.newBuilder()
                        .setKind(DecisionKind.DECISION_KIND_ROLLED_BACK)
                        .setBy("Anna")
                        .setReason("Worse on ward 3.")
                        .setOverrideReason("The key is lost.")
                        .setAt(Timestamp.newBuilder().setSeconds(1_763_805_600)))
                .setEvaluation(io.earlyview.v1.Evaluation.newBuilder()
                        .setParityMaxDifference(2e-7)
                        .addFigures(io.earlyview.v1.Figure.newBuilder()
                                .setName("auroc")
                                .setValue(0.91)
                                .setLow(0.86)
                                .setHigh(0.96))
                        .addFigures(io.earlyview.v1.Figure.newBuilder()
                                .setName("no_information_rate")
                                .setValue(0.55)
                                .setLow(Double.NaN)
                                .setHigh(Double.NaN)))
                .build();
    }

    private static DataSetEntry data(String exam) {
        Map<String, Integer> perClass = new LinkedHashMap<>();
        exam(exam).target().classes().forEach(name -> perClass.put(name, 100));
        return new DataSetEntry(
                300,
                perClass,
                new DataSet.LeftOut(4, 2, 3, 0, 0, 0, 0, 0),
                true,
                "ab12",
                List.of(
                        new DataSetEntry.OffsetEntry("examples", 0, 300),
                        new DataSetEntry.OffsetEntry("labels", 0, 305)));
    }

    static EvaluationEntry evaluation(String exam, List<PredictedCase> cases) {
        double[][] predictions = cases.stream().map(PredictedCase::prediction).toArray(double[][]::new);
        List<LabelledExample> examples = cases.stream()
                .map(each -> new LabelledExample(
                        "a", each.patient(), new int[] {1, 1, 1}, new float[1], new double[0], each.label(), true))
                .toList();
        EvaluationFigures figures = Evaluation.figures(exam(exam).target(), examples, predictions, predictions)
                .with(new Figure("permutation_p", 0.0002, Double.NaN, Double.NaN));
        Map<String, EvaluationEntry.FigureEntry> entries = new LinkedHashMap<>();
        figures.figures()
                .forEach(figure -> entries.put(
                        figure.name(),
                        new EvaluationEntry.FigureEntry(
                                finite(figure.value()), finite(figure.low()), finite(figure.high()))));
        return new EvaluationEntry(figures.examples(), figures.patients(), entries, 1.7e-7);
    }

    static List<PredictedCase> cases(Target target) {
        Random random = new Random(3);
        List<PredictedCase> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String patient = "p" + i / 2;
            cases.add(
                    switch (target) {
                        case Target.Binary _ -> {
                            int label = i / 2 % 2;
                            double logit = 2.4 * label - 1.2 + 1.3 * random.nextGaussian();
                            yield new PredictedCase(patient, label, new double[] {1 / (1 + Math.exp(-logit))});
                        }
                        case Target.Classes several -> {
                            int label = i % 10 == 0 ? 2 : i % 2;
                            double[] odds = new double[several.classes().size()];
                            Arrays.setAll(odds, k -> Math.exp((k == label ? 2 : 0) + random.nextGaussian()));
                            double sum = Arrays.stream(odds).sum();
                            Arrays.setAll(odds, k -> odds[k] / sum);
                            yield new PredictedCase(patient, label, odds);
                        }
                        case Target.Quantity _ -> {
                            double label = 15 + 2 * i + 3 * random.nextDouble();
                            double said = label * Math.exp(0.15 * random.nextGaussian());
                            yield new PredictedCase(patient, label, new double[] {said, 0.75 * said, 1.3 * said});
                        }
                    });
        }
        return cases;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }
}
