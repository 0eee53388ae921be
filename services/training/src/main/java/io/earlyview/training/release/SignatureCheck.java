package io.earlyview.training.release;

/** Whether a manifest's signature holds. */
public sealed interface SignatureCheck {
    /** The manifest is as it was signed, with this installation's key. */
    record Holds(String keyId) implements SignatureCheck {}

    /** It is not, or another key signed it; {@code why} says which. */
    record Broken(String why) implements SignatureCheck {}

    /** It cannot be told; {@code why} says why. */
    record Unknown(String why) implements SignatureCheck {}
}
