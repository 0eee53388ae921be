package io.earlyview.results.query;

import io.earlyview.results.domain.AcquisitionState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Acquisitions and their scores. */
@Path("/api/v1/acquisitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Acquisitions", description = "Scans, in progress and ended, with their newest score")
public class AcquisitionResource {
    private final Acquisitions acquisitions;
    private final Scores scores;

    AcquisitionResource(Acquisitions acquisitions, Scores scores) {
        this.acquisitions = acquisitions;
        this.scores = scores;
    }

    @GET
    @Operation(summary = "Acquisitions, newest first")
    public Uni<Page<AcquisitionView>> list(
            @RestQuery @Nullable String exam,
            @Parameter(description = "IN_PROGRESS, COMPLETED or ABORTED") @RestQuery @Nullable String state,
            @Parameter(
                            description = "At most so many, 1 to 500",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @RestQuery
                    @Nullable
                    String limit,
            @Parameter(description = "The `next` of the answer before") @RestQuery @Nullable String after) {
        return acquisitions.list(exam, state(state), PageRequest.of(limit, after));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One acquisition with its newest score, decision and label")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AcquisitionView.class)))
    @APIResponse(
            responseCode = "404",
            description = "Nothing was heard of this acquisition",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<AcquisitionView> get(@RestPath String id) {
        return acquisitions.of(id);
    }

    @GET
    @Path("/{id}/scores")
    @Operation(summary = "Every score revision of an acquisition, newest written first")
    public Uni<Page<ScoreView>> scores(
            @RestPath String id,
            @Parameter(
                            description = "At most so many, 1 to 500",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @RestQuery
                    @Nullable
                    String limit,
            @Parameter(description = "The `next` of the answer before") @RestQuery @Nullable String after) {
        PageRequest page = PageRequest.of(limit, after);
        return acquisitions.of(id).chain(known -> scores.list(null, known.acquisitionId(), null, page));
    }

    @GET
    @Path("/{id}/revisions")
    @Operation(
            summary = "How the score of an acquisition went",
            description = "One point a revision, the first one first: with how many frames, not which.")
    public Uni<List<RevisionView>> revisions(@RestPath String id) {
        return acquisitions.of(id).chain(known -> scores.revisions(known.acquisitionId()));
    }

    private static @Nullable String state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Optional<String> state = Arrays.stream(AcquisitionState.values())
                .map(Enum::name)
                .filter(name -> name.equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
        return state.orElseThrow(() -> new ProblemException(
                Problem.badRequest("state is IN_PROGRESS, COMPLETED or ABORTED, not '" + Quote.of(text) + "'")));
    }
}
