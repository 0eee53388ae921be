package io.earlyview.training.domain;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Training.Criterion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What is asked of a network before it is fitted, in a form that can be hashed: whoever holds the hash can tell whether
 * anything was changed afterwards.
 */
public record AcceptanceCriteria(String exam, List<Criterion> criteria) {

    public AcceptanceCriteria {
        criteria = List.copyOf(criteria);
    }

    /** As the exam's descriptor says now. */
    public static AcceptanceCriteria of(ExamDescriptor exam) {
        return new AcceptanceCriteria(exam.exam(), exam.training().acceptance());
    }

    /** One line each, such as {@code auroc low above 0.5}, in alphabetical order: the descriptor's order means nothing. */
    public List<String> lines() {
        return criteria.stream()
                .map(criterion -> String.format(
                        Locale.ROOT,
                        "%s %s above %s",
                        criterion.metric().name().toLowerCase(Locale.ROOT),
                        criterion.bound().name().toLowerCase(Locale.ROOT),
                        Double.toString(criterion.above())))
                .sorted()
                .toList();
    }

    /** SHA-256 over "exam NAME" and {@link #lines}, each ended by a line feed: 64 hexadecimal digits. */
    public String sha256() {
        StringBuilder canonical = new StringBuilder("exam ").append(exam).append('\n');
        lines().forEach(line -> canonical.append(line).append('\n'));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
