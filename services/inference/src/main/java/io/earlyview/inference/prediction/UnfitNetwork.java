package io.earlyview.inference.prediction;

/** A file is no network that a release may use. The message holds what was asked and what was found. */
public final class UnfitNetwork extends Exception {
    private static final long serialVersionUID = 1;

    UnfitNetwork(String message) {
        super(message);
    }
}
