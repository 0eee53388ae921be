package io.earlyview.training.runs;

import io.earlyview.training.release.ManifestSigning;
import io.earlyview.training.release.ModelsTopic;
import io.earlyview.training.release.PromotionOutcome;
import io.earlyview.training.release.PromotionRequest;
import io.earlyview.training.release.Promotions;
import io.earlyview.training.release.Releases;
import io.earlyview.v1.ReleaseManifest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Releases: what there is, and who becomes champion. */
@Path("/api/v1/releases")
@Tag(name = "releases", description = "Releases and who is champion. " + Run.RESEARCH_USE)
@Blocking
public class ReleaseResource {
    private final ModelsTopic models;
    private final ManifestSigning signing;
    private final Promotions promotions;
    private final LockedSets lockedSets;

    public ReleaseResource(ModelsTopic models, ManifestSigning signing, Promotions promotions, LockedSets lockedSets) {
        this.models = models;
        this.signing = signing;
        this.promotions = promotions;
        this.lockedSets = lockedSets;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "All releases, the latest first", description = "exam: only those of this exam.")
    public List<ReleaseView> all(@QueryParam("exam") @DefaultValue("") String exam) {
        Releases releases = models.read();
        return releases.of(exam).stream()
                .map(manifest -> view(manifest, releases))
                .toList();
    }

    @GET
    @Path("/{releaseId}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A release as it stands now")
    @APIResponse(
            responseCode = "200",
            description = "The release",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "404", description = "No such release")
    public Response one(String releaseId) {
        Releases releases = models.read();
        return releases.find(releaseId)
                .map(manifest -> Response.ok(view(manifest, releases)).build())
                .orElseGet(() -> none(releaseId));
    }

    @POST
    @Path("/{releaseId}/promotion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a release champion",
            description =
                    "Where a second person has to agree the first call proposes, and a call by somebody else promotes.")
    @APIResponse(
            responseCode = "200",
            description = "It is champion now",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "202", description = "It is proposed; a second person has to agree")
    @APIResponse(responseCode = "400", description = "No name or no reason")
    @APIResponse(responseCode = "404", description = "No such release")
    @APIResponse(responseCode = "409", description = "It may not be promoted; the detail says why")
    public Response promote(String releaseId, @Nullable PromotionBody body) {
        return decide(releaseId, body, promotions::promote);
    }

    @POST
    @Path("/{releaseId}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take a champion back",
            description =
                    "The champion before it comes again. The id is the champion's, so that a repeated call does nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The release that is champion again",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "400", description = "No name or no reason")
    @APIResponse(responseCode = "404", description = "No such release")
    @APIResponse(responseCode = "409", description = "It is not champion, or nothing was before it")
    public Response rollBack(String releaseId, @Nullable PromotionBody body) {
        return decide(releaseId, body, promotions::rollBack);
    }

    private Response decide(
            String releaseId,
            @Nullable PromotionBody body,
            BiFunction<String, PromotionRequest, PromotionOutcome> decision) {
        PromotionRequest request;
        try {
            request = (body == null ? new PromotionBody(null, null, null) : body).request();
        } catch (IllegalArgumentException e) { // names what is missing
            return Refusal.as(Response.Status.BAD_REQUEST, e.getMessage() + ".");
        }
        return switch (decision.apply(releaseId, request)) {
            case PromotionOutcome.Done(var champion, var sentence) ->
                Response.ok(new Decided(sentence, view(champion, models.read())))
                        .build();
            case PromotionOutcome.Proposed(var release, var sentence) ->
                Response.accepted(new Decided(sentence, view(release, models.read())))
                        .build();
            case PromotionOutcome.Refused(var sentence) -> Refusal.as(Response.Status.CONFLICT, sentence);
            case PromotionOutcome.Unknown(var sentence) -> Refusal.as(Response.Status.NOT_FOUND, sentence);
        };
    }

    /** What was decided, in a sentence, and the release as it stands now. */
    public record Decided(String sentence, ReleaseView release) {}

    private ReleaseView view(ReleaseManifest manifest, Releases releases) {
        return ReleaseView.of(
                manifest,
                releases,
                signing.check(manifest),
                lockedSets.reads(manifest.getExam()).size());
    }

    private static Response none(String releaseId) {
        return Refusal.as(Response.Status.NOT_FOUND, "Release " + releaseId + " was not published here.");
    }
}
