package io.earlyview.gateway.source.npy;

/** Ends the reading of a file that is not taken. The message says what was found and what was expected. */
final class NpyRefusal extends Exception {
    private static final long serialVersionUID = 1;

    NpyRefusal(String found, String expected) {
        super("Found " + found + ", expected " + expected + ".", null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
