package io.earlyview.training.page;

import io.earlyview.training.domain.NamedFinding.Grade;
import io.earlyview.training.runs.EvaluationEntry;
import io.earlyview.training.runs.EvaluationEntry.FigureEntry;
import io.earlyview.training.runs.FindingEntry;
import io.earlyview.v1.Figure;
import io.earlyview.v1.FindingGrade;
import io.earlyview.v1.ReleaseManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a manifest alone tells, in a run's words. */
final class FromManifest {
    private FromManifest() {}

    static EvaluationEntry evaluation(ReleaseManifest manifest) {
        Map<String, FigureEntry> figures = new LinkedHashMap<>();
        for (Figure figure : manifest.getEvaluation().getFiguresList()) {
            figures.put(
                    figure.getName(),
                    new FigureEntry(finite(figure.getValue()), finite(figure.getLow()), finite(figure.getHigh())));
        }
        return new EvaluationEntry(
                manifest.getLineage().getExamplesHeldOut(),
                0,
                figures,
                finite(manifest.getEvaluation().getParityMaxDifference()));
    }

    /** A manifest has the sentences only. */
    static List<FindingEntry> findings(ReleaseManifest manifest) {
        return manifest.getLineage().getFindingsList().stream()
                .map(note -> new FindingEntry(
                        note.getRule(), grade(note.getGrade()), note.getSentence(), List.of(), "", "", null))
                .toList();
    }

    private static Grade grade(FindingGrade grade) {
        return switch (grade) {
            case FINDING_GRADE_ERROR -> Grade.ERROR;
            case FINDING_GRADE_WARNING -> Grade.WARNING;
            case FINDING_GRADE_NOTE, FINDING_GRADE_UNSPECIFIED, UNRECOGNIZED -> Grade.NOTE;
        };
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }
}
