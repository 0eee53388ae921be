package io.earlyview.inference.domain;

import java.util.List;

/**
 * Which release made a score.
 *
 * @param artifactSha256 SHA-256 of the ONNX file, 64 hexadecimal digits
 * @param viewAnglesDegrees the views its input takes, in order
 * @param device {@code cpu} or {@code cuda}
 */
public record ReleaseReference(
        String releaseId,
        String exam,
        String artifactSha256,
        String positiveClass,
        List<Double> viewAnglesDegrees,
        String device) {

    public ReleaseReference {
        viewAnglesDegrees = List.copyOf(viewAnglesDegrees);
    }
}
