package io.earlyview.training.runs;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Why a request was not done, in a sentence for people. */
public record Refusal(String sentence) {
    static Response as(Response.Status status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new Refusal(sentence))
                .build();
    }
}
