package io.earlyview.training.runs;

import jakarta.ws.rs.core.Response;

/** Why a request was not done (RFC 9457): the status in words and number, and a sentence for people. */
public record Refusal(String title, int status, String detail) {
    /** A refusal of this status. */
    public static Response as(Response.Status status, String sentence) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(new Refusal(status.getReasonPhrase(), status.getStatusCode(), sentence))
                .build();
    }
}
