package io.earlyview.exams;

/** An exam descriptor, or a directory of them, that no service can start with. The message names the file and what is wrong. */
public final class UnusableExam extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableExam(String message) {
        super(message);
    }

    UnusableExam(String message, Throwable cause) {
        super(message, cause);
    }
}
