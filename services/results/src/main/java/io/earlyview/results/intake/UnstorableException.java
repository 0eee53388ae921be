package io.earlyview.results.intake;

/** The database refuses a row for what it holds; trying again would not help. */
public final class UnstorableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnstorableException(String explanation, Throwable cause) {
        super(explanation, cause);
    }
}
