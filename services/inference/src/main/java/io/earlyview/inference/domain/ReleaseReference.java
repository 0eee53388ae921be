package io.earlyview.inference.domain;

import java.util.List;

/**
 * Which release made a score.
 *
 * @param artifactSha256 SHA-256 of the ONNX file, 64 hexadecimal digits
 * @param classNames the exam's classes in the order of the output, the last of two being the positive one; none for a
 *     quantity
 * @param unit of a quantity; empty for classes
 * @param device {@code cpu} or {@code cuda}
 */
public record ReleaseReference(
        String releaseId, String exam, String artifactSha256, List<String> classNames, String unit, String device) {

    public ReleaseReference {
        classNames = List.copyOf(classNames);
    }
}
