package io.earlyview.training.runs;

import io.earlyview.training.runs.RunLeader.Start;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Training runs over HTTP. */
@Path("/api/v1/runs")
@Tag(name = "runs", description = "Training runs. " + Run.RESEARCH_USE)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunResource {
    private final RunLeader leader;
    private final RunBoard board;

    public RunResource(RunLeader leader, RunBoard board) {
        this.leader = leader;
        this.board = board;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Begin a run", description = "Runs go one at a time. Follow it at its address or its events.")
    @APIResponse(
            responseCode = "202",
            description = "The run has begun; Location is its address",
            content = @Content(schema = @Schema(implementation = Run.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request cannot be done as it stands",
            content = @Content(schema = @Schema(implementation = Refusal.class)))
    @APIResponse(
            responseCode = "409",
            description = "Another run is going on",
            content = @Content(schema = @Schema(implementation = Refusal.class)))
    public Response begin(@Nullable RunRequest request) {
        if (request == null) {
            return Refusal.as(Response.Status.BAD_REQUEST, "The request has no body; it takes at least an exam.");
        }
        return switch (leader.start(request, StartedBy.PERSON)) {
            case Start.Accepted(var run) ->
                Response.accepted(run)
                        .location(URI.create("/api/v1/runs/" + run.runId()))
                        .build();
            case Start.Busy(var sentence) -> Refusal.as(Response.Status.CONFLICT, sentence);
            case Start.Refused(var sentence) -> Refusal.as(Response.Status.BAD_REQUEST, sentence);
        };
    }

    @GET
    @Operation(summary = "All runs, the latest first")
    public List<Run> all() {
        return board.all();
    }

    @GET
    @Path("/{runId}")
    @Operation(summary = "A run as it stands now")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = Run.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(schema = @Schema(implementation = Refusal.class)))
    public Response one(String runId) {
        return board.find(runId).map(run -> Response.ok(run).build()).orElseGet(() -> noRun(runId));
    }

    @GET
    @Path("/{runId}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A run as it goes on",
            description = "Each event is the whole run as it then stands; the stream ends when the run has ended.")
    @APIResponse(
            responseCode = "200",
            description = "Server-sent events",
            content = @Content(schema = @Schema(implementation = Run.class)))
    public Multi<Run> events(String runId) {
        if (board.find(runId).isEmpty()) {
            throw new NotFoundException(noRun(runId));
        }
        return board.watch(runId);
    }

    @DELETE
    @Path("/{runId}")
    @Operation(summary = "Cancel a run", description = "It stops at its next step; what it learned is dropped.")
    @APIResponse(
            responseCode = "202",
            description = "The run has been asked to stop",
            content = @Content(schema = @Schema(implementation = Run.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(schema = @Schema(implementation = Refusal.class)))
    @APIResponse(
            responseCode = "409",
            description = "It has ended",
            content = @Content(schema = @Schema(implementation = Refusal.class)))
    public Response cancel(String runId) {
        boolean asked = leader.cancel(runId);
        return board.find(runId)
                .map(run -> asked
                        ? Response.accepted(run).build()
                        : Refusal.as(Response.Status.CONFLICT, "Run " + runId + " has ended: " + run.state() + "."))
                .orElseGet(() -> noRun(runId));
    }

    private static Response noRun(String runId) {
        return Refusal.as(Response.Status.NOT_FOUND, "There is no run " + runId + ".");
    }
}
