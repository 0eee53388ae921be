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

/**
 * A run as a page. A resource of its own, and its path whole: of two resources that begin alike the one with the longer path
 * answers, so that a method of one at {@code /api/v1} would never be asked.
 */
@Path("/api/v1/runs/{runId}/page")
@Tag(name = "runs")
@Blocking
public class RunPageResource {
    private final RunPages pages;

    public RunPageResource(RunPages pages) {
        this.pages = pages;
    }

    @GET
    @Produces({RunPages.HTML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "The run's page",
            description = "Figures, plots, findings, learning and data of a run, however it ended; one HTML file.")
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(responseCode = "404", description = "No such run")
    public Response page(String runId) {
        return pages.ofRun(runId)
                .map(html -> Response.ok(html, RunPages.HTML).build())
                .orElseGet(() -> Refusal.as(Response.Status.NOT_FOUND, "There is no run " + runId + "."));
    }
}
