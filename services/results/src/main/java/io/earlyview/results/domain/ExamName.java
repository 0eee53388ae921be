package io.earlyview.results.domain;

import java.util.regex.Pattern;

/** The form of an exam's name: lower-case letters, digits and hyphens, such as {@code datscan}. */
public final class ExamName {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private ExamName() {}

    /** The name itself; refuses a text of another form. */
    public static String require(String exam) {
        if (!FORM.matcher(exam).matches()) {
            throw new IllegalArgumentException("exam name of " + exam.length()
                    + " characters is not 1 to 41 lower-case letters, digits and hyphens, beginning with a letter");
        }
        return exam;
    }
}
