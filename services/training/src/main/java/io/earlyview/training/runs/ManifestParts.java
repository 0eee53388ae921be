package io.earlyview.training.runs;

import io.earlyview.training.curation.DataSet;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.v1.Evaluation;
import io.earlyview.v1.Lineage;

/** A run's results in the words of the contract. */
final class ManifestParts {
    private ManifestParts() {}

    static Lineage lineage(Run run, DataSet dataSet, Fitted fitted, String codeVersion) {
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
                .build();
    }

    static Evaluation evaluation(EvaluationFigures figures) {
        return Evaluation.newBuilder()
                .setAuroc(figures.auroc())
                .setAurocLow(figures.aurocLow())
                .setAurocHigh(figures.aurocHigh())
                .setAccuracy(figures.accuracy())
                .setNoInformationRate(figures.noInformationRate())
                .setBrier(figures.brier())
                .setParityMaxDifference(figures.parityMaxDifference())
                .build();
    }
}
