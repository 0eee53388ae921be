package io.earlyview.results.domain;

/**
 * The form of every id and pseudonym on the topics: 32 lower-case hexadecimal digits. They are keyed hashes, so nothing
 * that names a patient has this form.
 */
public final class Pseudonym {
    private static final int DIGITS = 32;

    private Pseudonym() {}

    /** Whether the text has the form. */
    public static boolean isValid(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /**
     * The text itself.
     *
     * @throws IllegalArgumentException if it has not the form; the message leaves the value out, since a wrong value
     *     might be what a pseudonym hides
     */
    public static String require(String what, String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters and is not " + DIGITS
                    + " lower-case hexadecimal digits");
        }
        return text;
    }
}
