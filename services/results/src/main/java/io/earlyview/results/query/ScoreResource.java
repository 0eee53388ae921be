package io.earlyview.results.query;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Score revisions across acquisitions. */
@Path("/api/v1/scores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores", description = "Every revision, with frames, release and stamps")
public class ScoreResource {
    private final Scores scores;

    ScoreResource(Scores scores) {
        this.scores = scores;
    }

    @GET
    @Operation(summary = "Score revisions, newest written first")
    public Uni<Page<ScoreView>> list(
            @RestQuery @Nullable String exam,
            @Parameter(description = "Id of an acquisition") @RestQuery @Nullable String acquisition,
            @Parameter(description = "Id of a release") @RestQuery @Nullable String release,
            @Parameter(
                            description = "At most so many, 1 to 500",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @RestQuery
                    @Nullable
                    String limit,
            @Parameter(description = "The `next` of the answer before") @RestQuery @Nullable String after) {
        return scores.list(exam, acquisition, release, PageRequest.of(limit, after));
    }
}
