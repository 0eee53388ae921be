package io.earlyview.training.page;

import io.earlyview.training.runs.Refusal;
import io.earlyview.training.runs.Run;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pages for people. */
@Path("/api/v1")
@Tag(name = "pages", description = "Runs and releases as pages. " + Run.RESEARCH_USE)
@Blocking
public class PageResource {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final RunPages pages;

    public PageResource(RunPages pages) {
        this.pages = pages;
    }

    @GET
    @Path("/runs/{runId}/page")
    @Produces({HTML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "The run's page",
            description = "Figures, plots, findings, learning and data of a run, however it ended; one HTML file.")
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "404", description = "No such run")
    public Response ofRun(String runId) {
        return answer(pages.ofRun(runId), "There is no run " + runId + ".");
    }

    @GET
    @Path("/releases/{releaseId}/card")
    @Produces({HTML, MediaType.APPLICATION_JSON})
    @Operation(summary = "The release's model card", description = "One HTML file.")
    @APIResponse(responseCode = "200", description = "The card")
    @APIResponse(responseCode = "404", description = "No such release here")
    public Response ofRelease(String releaseId) {
        return answer(pages.ofRelease(releaseId), "Release " + releaseId + " was not published here.");
    }

    private static Response answer(Optional<String> page, String otherwise) {
        return page.map(html -> Response.ok(html, HTML).build())
                .orElseGet(() -> Refusal.as(Response.Status.NOT_FOUND, otherwise));
    }
}
