package io.earlyview.training.runs;

import io.earlyview.training.curation.DataSet;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.Fitting;
import io.earlyview.v1.Evaluation;
import io.earlyview.v1.Figure;
import io.earlyview.v1.FindingGrade;
import io.earlyview.v1.FindingNote;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.LockedTestSet;
import io.earlyview.v1.StoppedCases;
import io.earlyview.v1.StoppingPolicy;
import java.util.Objects;

/** A run's results in the words of the contract. */
final class ManifestParts {
    private ManifestParts() {}

    /** Of a run that was judged. */
    static Lineage lineage(Run run, DataSet dataSet, Fitted fitted, String codeVersion) {
        CriteriaEntry criteria = Objects.requireNonNull(run.criteria());
        LockedSetEntry locked = Objects.requireNonNull(run.lockedSet());
        return Lineage.newBuilder()
                .setRunId(run.runId())
                .setRecipe(run.plan().recipe())
                .setSeed(run.plan().seed())
                .setCodeVersion(codeVersion)
                .addAllOffsets(dataSet.offsets())
                .setDatasetSha256(dataSet.sha256())
                .setExamplesTrained(fitted.examplesTrained())
                .setExamplesHeldOut(fitted.examplesHeldOut())
                .setSimulated(fitted.simulated())
                .setThreads(Fitting.threads())
                .addAllFindings(
                        fitted.findings().stream().map(ManifestParts::note).toList())
                .setCalibrator(fitted.calibrator())
                .addAllCriteria(criteria.lines())
                .setCriteriaSha256(criteria.sha256())
                .setLockedTestSet(LockedTestSet.newBuilder()
                        .setShare(locked.share())
                        .setExamples(locked.examples())
                        .setPatients(locked.patients())
                        .setReads(locked.reads())
                        .addAllMissingClasses(locked.missingClasses()))
                .build();
    }

    private static FindingNote note(NamedFinding finding) {
        return FindingNote.newBuilder()
                .setRule(finding.rule())
                .setGrade(
                        switch (finding.grade()) {
                            case NOTE -> FindingGrade.FINDING_GRADE_NOTE;
                            case WARNING -> FindingGrade.FINDING_GRADE_WARNING;
                            case ERROR -> FindingGrade.FINDING_GRADE_ERROR;
                        })
                .setSentence(finding.sentence())
                .build();
    }

    static StoppingPolicy stopping(io.earlyview.training.domain.StoppingPolicy policy) {
        StoppingPolicy.Builder parts = StoppingPolicy.newBuilder()
                .setLeastFrames(policy.leastFrames())
                .setRiskLimit(policy.riskLimit())
                .setStoppedNormal(stopped(policy.normal()))
                .setStoppedAbnormal(stopped(policy.abnormal()))
                .setCases(policy.cases())
                .setMeanFrames(policy.meanFrames());
        policy.normalAtMost().ifPresent(parts::setNormalAtMost);
        policy.abnormalAtLeast().ifPresent(parts::setAbnormalAtLeast);
        return parts.build();
    }

    private static StoppedCases stopped(io.earlyview.training.domain.StoppingPolicy.Stopped cases) {
        return StoppedCases.newBuilder()
                .setStopped(cases.stopped())
                .setWrong(cases.wrong())
                .setRiskAtMost(cases.riskAtMost())
                .build();
    }

    static Evaluation evaluation(EvaluationFigures evaluation) {
        Evaluation.Builder parts = Evaluation.newBuilder().setParityMaxDifference(evaluation.parityMaxDifference());
        for (var figure : evaluation.figures()) {
            parts.addFigures(Figure.newBuilder()
                    .setName(figure.name())
                    .setValue(figure.value())
                    .setLow(figure.low())
                    .setHigh(figure.high()));
        }
        evaluation.find("auroc").ifPresent(auroc -> parts.setAuroc(auroc.value())
                .setAurocLow(auroc.low())
                .setAurocHigh(auroc.high()));
        evaluation.find("accuracy").ifPresent(accuracy -> parts.setAccuracy(accuracy.value()));
        evaluation.find("no_information_rate").ifPresent(rate -> parts.setNoInformationRate(rate.value()));
        evaluation.find("brier").ifPresent(brier -> parts.setBrier(brier.value()));
        return parts.build();
    }
}
