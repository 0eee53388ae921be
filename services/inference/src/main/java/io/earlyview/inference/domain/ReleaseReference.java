package io.earlyview.inference.domain;

import java.util.List;

/**
 * Which release made a score.
 *
 * @param artifactSha256 SHA-256 of the ONNX file, that of the encoder for a set: 64 hexadecimal digits
 * @param headSha256 SHA-256 of the head's ONNX file for a set; empty for a stack
 * @param kind how it takes frames
 * @param classNames the exam's classes in the order of the output, the last of two being the positive one; none for a
 *     quantity
 * @param unit of a quantity; empty for classes
 * @param device {@code cpu} or {@code cuda}
 * @param stopping when its scores allow to stop
 */
public record ReleaseReference(
        String releaseId,
        String exam,
        Kind kind,
        String artifactSha256,
        String headSha256,
        List<String> classNames,
        String unit,
        String device,
        StoppingPolicy stopping) {

    public ReleaseReference {
        classNames = List.copyOf(classNames);
    }

    /** How a release takes frames. */
    public enum Kind {
        /** The needed frames at once, in one graph. */
        STACK,
        /** Each frame by itself, then what was made of all of them. */
        SET
    }
}
