package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;
import static io.earlyview.ingestion.validation.Fields.present;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Target;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.Label;
import java.util.List;

/** Rules for labels: they must be something that the exam predicts. */
final class LabelValidation {
    /** A label has some 100 bytes; the rest is room for fields of later versions. */
    private static final int BYTES_MAX = 1 << 16;

    private final ExamCatalogue exams;

    LabelValidation(ExamCatalogue exams) {
        this.exams = exams;
    }

    Verdict judge(Label label) {
        return Fields.notLarger(label, BYTES_MAX, "label")
                .then(() -> Fields.id(label.getAcquisitionId(), "acquisition_id"))
                .then(() -> Fields.exam(exams, label.getExam(), exam -> value(label, exam)))
                .then(() -> present(hasSource(label), "source"))
                .then(() -> present(label.hasLabelledAt(), "labelled_at"));
    }

    private static Verdict value(Label label, ExamDescriptor exam) {
        return switch (label.getValueCase()) {
            case CLASS_NAME -> className(label.getClassName(), exam);
            case QUANTITY -> quantity(label.getQuantity(), exam);
            case VALUE_NOT_SET -> present(false, "value");
        };
    }

    private static Verdict className(String className, ExamDescriptor exam) {
        return switch (exam.target()) {
            case Target.Binary binary -> oneOf(binary.classes(), className, exam);
            case Target.Classes several -> oneOf(several.classes(), className, exam);
            case Target.Quantity quantity ->
                new Verdict.Refused(
                        Cause.WRONG_LABEL,
                        "label is a class, " + exam.exam() + " takes a quantity in " + quantity.unit());
        };
    }

    private static Verdict oneOf(List<String> classes, String className, ExamDescriptor exam) {
        return require(
                classes.contains(className),
                Cause.WRONG_LABEL,
                () -> "label (a name of " + className.length() + " characters) is none of " + exam.exam()
                        + "'s classes " + String.join(", ", classes));
    }

    private static Verdict quantity(double value, ExamDescriptor exam) {
        return switch (exam.target()) {
            case Target.Quantity quantity ->
                require(
                        value >= quantity.least() && value <= quantity.most(), // false for NaN as well
                        Cause.WRONG_LABEL,
                        () -> "label is " + value + " " + quantity.unit() + ", " + exam.exam() + " takes "
                                + quantity.least() + " to " + quantity.most());
            case Target.Binary _, Target.Classes _ ->
                new Verdict.Refused(
                        Cause.WRONG_LABEL,
                        "label is a quantity, " + exam.exam() + " takes one of the classes "
                                + String.join(", ", exam.target().classes()));
        };
    }

    private static boolean hasSource(Label label) {
        return switch (label.getSource()) {
            case LABEL_SOURCE_READER, LABEL_SOURCE_IMPORT, LABEL_SOURCE_SIMULATOR -> true;
            case LABEL_SOURCE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }
}
