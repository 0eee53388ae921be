package io.earlyview.training.page;

import io.earlyview.training.runs.Refusal;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A release's model card. */
@Path("/api/v1/releases/{releaseId}/card")
@Tag(name = "releases")
@Blocking
public class CardResource {
    private final RunPages pages;

    public CardResource(RunPages pages) {
        this.pages = pages;
    }

    @GET
    @Produces({RunPages.HTML, MediaType.APPLICATION_JSON})
    @Operation(summary = "The release's model card", description = "One HTML file.")
    @APIResponse(responseCode = "200", description = "The card")
    @APIResponse(responseCode = "404", description = "No such release here")
    public Response card(String releaseId) {
        return pages.ofRelease(releaseId)
                .map(html -> Response.ok(html, RunPages.HTML).build())
                .orElseGet(() ->
                        Refusal.as(Response.Status.NOT_FOUND, "Release " + releaseId + " was not published here."));
    }
}
