package io.earlyview.gateway.streaming;

/** A setting of the way to ingestion is wrong; nothing can be sent. The message names the property and its value. */
public final class UnusableSetting extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableSetting(String message) {
        super(message);
    }
}
