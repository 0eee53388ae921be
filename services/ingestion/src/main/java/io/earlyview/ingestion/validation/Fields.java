package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;

import com.google.protobuf.MessageLite;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rules that fields of several messages share. Explanations give lengths instead of contents where the sender may have
 * written anything: a patient's name in the wrong field must not reach a receipt, a log or a metric.
 */
final class Fields {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private Fields() {}

    static Verdict present(boolean present, String field) {
        return require(present, Cause.INCOMPLETE, () -> field + " is missing");
    }

    /** An id or pseudonym: 32 lower-case hexadecimal digits. */
    static Verdict id(String id, String field) {
        return present(!id.isEmpty(), field)
                .then(() -> require(
                        ID.matcher(id).matches(),
                        Cause.MALFORMED_ID,
                        () -> field + " has " + id.length() + " characters, it must be 32 lower-case hexadecimal"
                                + " digits"));
    }

    static Verdict notLarger(MessageLite message, int bytesMax, String kind) {
        int bytes = message.getSerializedSize();
        return require(
                bytes <= bytesMax,
                Cause.TOO_LARGE,
                () -> kind + " has " + bytes + " bytes, at most " + bytesMax + " are taken");
    }

    /** Refuses an exam without descriptor, and goes on with the descriptor of one that is known. */
    static Verdict exam(ExamCatalogue exams, String exam, Function<ExamDescriptor, Verdict> next) {
        return present(!exam.isEmpty(), "exam").then(() -> exams.find(exam)
                .map(next)
                .orElseGet(() -> new Verdict.Refused(
                        Cause.UNKNOWN_EXAM,
                        "exam (a name of " + exam.length() + " characters) is none of "
                                + String.join(", ", exams.names()))));
    }
}
