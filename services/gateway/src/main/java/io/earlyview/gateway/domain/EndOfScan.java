package io.earlyview.gateway.domain;

/** How an acquisition ended. */
public enum EndOfScan {
    /** Every frame that will ever come has been sent. */
    COMPLETED,
    /** The patient could not go on. */
    PATIENT,
    /** Scanner or gateway failed. */
    EQUIPMENT,
    /** The operator stopped the sender. */
    OPERATOR
}
