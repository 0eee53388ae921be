package io.earlyview.ingestion.domain;

/** Why a request is refused. Each has its counterpart {@code REFUSAL_CAUSE_<name>} in the contract. */
public enum Cause {
    /** No content, or a required field is missing. */
    INCOMPLETE,
    /** No descriptor for this exam. */
    UNKNOWN_EXAM,
    /** An id or pseudonym is not 32 lower-case hexadecimal digits. */
    MALFORMED_ID,
    /** Rows, columns, index or number of frames do not fit the exam. */
    WRONG_SHAPE,
    /** The number of bytes is not rows x columns x size of a pixel. */
    WRONG_LENGTH,
    /** The pixel type is unknown. */
    WRONG_PIXEL_TYPE,
    /** A pixel is negative, infinite or not a number, or all are zero. */
    PIXELS_OUT_OF_RANGE,
    /** The SHA-256 does not fit the pixels. */
    DIGEST_MISMATCH,
    /** Angle, detector, energy window or plane cannot be. */
    WRONG_GEOMETRY,
    /** The label does not fit the exam's target. */
    WRONG_LABEL,
    /** The message is larger than its kind may be. */
    TOO_LARGE
}
