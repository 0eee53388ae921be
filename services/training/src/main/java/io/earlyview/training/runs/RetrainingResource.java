package io.earlyview.training.runs;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs that begin by themselves, over HTTP. What they do is set where the service is configured. */
@Path("/api/v1/retraining")
@Tag(name = "retraining", description = "Runs that begin by themselves. " + Run.RESEARCH_USE)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RetrainingResource {
    private final Retraining retraining;

    public RetrainingResource(Retraining retraining) {
        this.retraining = retraining;
    }

    @GET
    @Operation(summary = "Each exam: when it is trained without anybody asking, and how that stands")
    public List<RetrainingEntry> all() {
        return retraining.all();
    }
}
