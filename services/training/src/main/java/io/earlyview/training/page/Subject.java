package io.earlyview.training.page;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.PredictedCase;
import io.earlyview.training.runs.DataSetEntry;
import io.earlyview.training.runs.EvaluationEntry;
import io.earlyview.training.runs.FindingEntry;
import io.earlyview.training.runs.Run;
import io.earlyview.v1.ReleaseManifest;
import java.util.List;
import java.util.Optional;

/**
 * What a page is about: a run, a release, or a release with the run that made it. A release that was made elsewhere has
 * no run here, and its page says less.
 *
 * @param cases held-out examples with what was said of them; empty where none were kept
 */
record Subject(ExamDescriptor exam, Optional<Run> run, Optional<ReleaseManifest> release, List<PredictedCase> cases) {
    Subject {
        cases = List.copyOf(cases);
    }

    String name() {
        return release.map(ReleaseManifest::getReleaseId)
                .or(() -> run.map(Run::runId))
                .orElseThrow();
    }

    boolean simulated() {
        return release.map(manifest -> manifest.getLineage().getSimulated()).orElse(false)
                || data().map(DataSetEntry::simulated).orElse(false);
    }

    /** What stands with every figure and plot. */
    String note() {
        return (simulated() ? "Simulated data. " : "") + Run.RESEARCH_USE;
    }

    Optional<DataSetEntry> data() {
        return run.flatMap(each -> Optional.ofNullable(each.dataSet()));
    }

    Optional<EvaluationEntry> evaluation() {
        return run.flatMap(each -> Optional.ofNullable(each.evaluation()))
                .or(() -> release.map(FromManifest::evaluation));
    }

    List<FindingEntry> findings() {
        return run.map(Run::findings)
                .or(() -> release.map(FromManifest::findings))
                .orElse(List.of());
    }

    double[] labels() {
        return cases.stream().mapToDouble(PredictedCase::label).toArray();
    }

    int[] classes() {
        return cases.stream().mapToInt(PredictedCase::classIndex).toArray();
    }

    boolean[] positive() {
        boolean[] positive = new boolean[cases.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = cases.get(i).classIndex() == 1;
        }
        return positive;
    }

    /** The first number of each prediction: P(positive) or the quantity. */
    double[] first() {
        return cases.stream().mapToDouble(each -> each.prediction()[0]).toArray();
    }

    double[][] predictions() {
        return cases.stream().map(PredictedCase::prediction).toArray(double[][]::new);
    }

    String[] patients() {
        return cases.stream().map(PredictedCase::patient).toArray(String[]::new);
    }
}
