package io.earlyview.training.runs;

import io.earlyview.training.release.ShadowOutcome;
import io.earlyview.training.release.Shadows;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which release of an exam scores beside the champion. Its scores are nobody's result. */
@Path("/api/v1/shadows/{exam}")
@Tag(name = "releases")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ShadowResource {
    private final Shadows shadows;

    public ShadowResource(Shadows shadows) {
        this.shadows = shadows;
    }

    /** The release that is wanted. */
    public record Wish(@Nullable String releaseId) {}

    /** What was done, in a sentence. */
    public record Done(String sentence) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let a release score beside the champion",
            description = "In place of any other. Its scores go to the topic shadow-scores and are published nowhere.")
    @APIResponse(responseCode = "200", description = "It is the shadow now")
    @APIResponse(responseCode = "400", description = "No release is named")
    @APIResponse(responseCode = "404", description = "No such release of this exam")
    @APIResponse(responseCode = "409", description = "It cannot be; the detail says why")
    public Response begin(String exam, @Nullable Wish wish) {
        String releaseId = wish == null ? null : wish.releaseId();
        return releaseId == null || releaseId.isBlank()
                ? Refusal.as(Response.Status.BAD_REQUEST, "'releaseId' is empty: a shadow is a release.")
                : answer(shadows.begin(exam, releaseId));
    }

    @DELETE
    @Operation(summary = "Let no release score beside the champion")
    @APIResponse(responseCode = "200", description = "There is no shadow now")
    @APIResponse(responseCode = "409", description = "There was none")
    public Response end(String exam) {
        return answer(shadows.end(exam));
    }

    private static Response answer(ShadowOutcome outcome) {
        return switch (outcome) {
            case ShadowOutcome.Done(var sentence) ->
                Response.ok(new Done(sentence)).build();
            case ShadowOutcome.Refused(var sentence) -> Refusal.as(Response.Status.CONFLICT, sentence);
            case ShadowOutcome.Unknown(var sentence) -> Refusal.as(Response.Status.NOT_FOUND, sentence);
        };
    }
}
