package io.earlyview.inference.release;

/** A release that may not be used; the champion before it stays. The message holds the limit and the actual value. */
public final class RefusedRelease extends Exception {
    private static final long serialVersionUID = 1;

    RefusedRelease(String message) {
        super(message);
    }
}
