package io.earlyview.results.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What went wrong with a request, as RFC 9457 has it. */
@Schema(description = "What went wrong (RFC 9457)")
public record Problem(
        @Schema(description = "Stable name of the kind of problem", examples = "urn:earlyview:problem:not-found")
        String type,

        @Schema(examples = "Not found") String title,
        @Schema(examples = "404") int status,

        @Schema(description = "A sentence with the limit and the actual value")
        String detail) {
    /** Media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The request says something impossible. */
    public static Problem badRequest(String detail) {
        return new Problem("urn:earlyview:problem:invalid-request", "Invalid request", 400, detail);
    }

    /** There is no such thing. */
    public static Problem notFound(String detail) {
        return new Problem("urn:earlyview:problem:not-found", "Not found", 404, detail);
    }

    /** Something that this service needs does not answer. */
    public static Problem unavailable(String detail) {
        return new Problem("urn:earlyview:problem:unavailable", "Unavailable", 503, detail);
    }

    /** The method or media type does not fit the path. */
    public static Problem unsupported(int status, String detail) {
        return new Problem("urn:earlyview:problem:unsupported", "Unsupported", status, detail);
    }

    /** A mistake in this service. */
    public static Problem mistake() {
        return new Problem(
                "urn:earlyview:problem:internal",
                "Internal error",
                500,
                "this service made a mistake; its log says more");
    }
}
