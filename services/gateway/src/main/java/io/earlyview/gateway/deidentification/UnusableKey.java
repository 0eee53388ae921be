package io.earlyview.gateway.deidentification;

/** The gateway has no key to make pseudonyms with; it must not send anything. */
public final class UnusableKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableKey(String message) {
        super(message);
    }
}
