package io.earlyview.gateway.command;

/** Ends a command before anything was sent. The message is one sentence for the person who typed it. */
final class BadInput extends Exception {
    private static final long serialVersionUID = 1;

    BadInput(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
