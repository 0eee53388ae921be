package io.earlyview.results.query;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Target;
import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ThresholdChange;
import io.earlyview.results.recording.OperatingPointLedger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operating points that hold: the last change of each exam, or its descriptor's default. */
@ApplicationScoped
public class OperatingPoints {
    private static final int HISTORY_MAX = 500;

    private final OperatingPointLedger ledger;
    private final ExamCatalogue exams;

    OperatingPoints(OperatingPointLedger ledger, ExamCatalogue exams) {
        this.ledger = ledger;
        this.exams = exams;
    }

    /** The descriptor of an exam, or a 404 that names the exams there are. */
    public ExamDescriptor descriptor(String exam) {
        return exams.find(exam)
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "there is no exam '" + Quote.of(exam) + "'; there are: " + String.join(", ", exams.names()))));
    }

    /** The target of an exam with two classes: only there a threshold decides. 404 for other exams. */
    public Target.Binary binary(String exam) {
        return binary(descriptor(exam))
                .orElseThrow(() -> new ProblemException(Problem.notFound("exam '" + Quote.of(exam)
                        + "' has no operating point: a threshold decides between two classes only")));
    }

    private static Optional<Target.Binary> binary(ExamDescriptor exam) {
        return exam.target() instanceof Target.Binary two ? Optional.of(two) : Optional.empty();
    }

    /** Of every exam that has one. */
    public Uni<List<OperatingPointView>> all() {
        return ledger.last().map(changes -> {
            Map<String, ThresholdChange> changed = new HashMap<>();
            changes.forEach(change -> changed.put(change.exam(), change));
            return exams.all().stream()
                    .flatMap(exam -> binary(exam).stream().map(two -> view(exam, two, changed.get(exam.exam()))))
                    .toList();
        });
    }

    /** Of one exam; 404 where there is no such exam. */
    public Uni<OperatingPointView> of(String exam) {
        binary(exam);
        return all().map(views -> views.stream()
                .filter(view -> view.exam().equals(exam))
                .findFirst()
                .orElseThrow());
    }

    /** By name of the exam, to decide with. */
    Uni<Map<String, OperatingPoint>> byExam() {
        return all().map(views -> {
            Map<String, OperatingPoint> points = new HashMap<>();
            views.forEach(
                    view -> points.put(view.exam(), new OperatingPoint(view.exam(), view.classes(), view.threshold())));
            return points;
        });
    }

    /** The changes of an exam's threshold, newest first, at most 500. */
    Uni<List<OperatingPointChangeView>> history(String exam) {
        binary(exam);
        return ledger.history(exam, HISTORY_MAX).map(changes -> changes.stream()
                .map(change -> new OperatingPointChangeView(
                        change.threshold(), change.previousThreshold(), change.changedAt()))
                .toList());
    }

    private static OperatingPointView view(
            ExamDescriptor exam, Target.Binary target, @Nullable ThresholdChange changed) {
        double byDefault = target.threshold();
        return new OperatingPointView(
                exam.exam(),
                exam.title(),
                target.classes(),
                target.positiveClass(),
                changed == null ? byDefault : changed.threshold(),
                byDefault,
                changed == null ? null : changed.changedAt());
    }
}
