package io.earlyview.training.runs;

import io.earlyview.exams.ExamCatalogue;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who looked at a locked test set. */
@Path("/api/v1/locked-sets/{exam}/reads")
@Tag(name = "locked test sets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LockedSetResource {
    private final LockedSets lockedSets;
    private final ExamCatalogue exams;

    public LockedSetResource(LockedSets lockedSets, ExamCatalogue exams) {
        this.lockedSets = lockedSets;
        this.exams = exams;
    }

    @GET
    @Operation(summary = "Every look at the exam's locked test set", description = "By whom, when and why; in order.")
    public Response reads(String exam) {
        return exams.find(exam).isPresent()
                ? Response.ok(lockedSets.reads(exam)).build()
                : Refusal.as(
                        Response.Status.NOT_FOUND, "There is no exam '" + exam + "'; there are " + exams.names() + ".");
    }
}
