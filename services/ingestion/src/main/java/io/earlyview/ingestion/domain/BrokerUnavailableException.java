package io.earlyview.ingestion.domain;

/** The broker did not take a record in the time that it is given. Nothing is known to be stored; send it again. */
public final class BrokerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what was tried, and the client's own reason. */
    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
