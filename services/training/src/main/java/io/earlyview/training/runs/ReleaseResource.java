package io.earlyview.training.runs;

import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.release.Artifact;
import io.earlyview.training.release.ArtifactStore;
import io.earlyview.training.release.ManifestArchive;
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
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Releases: what there is, who becomes champion, and their files, to be saved elsewhere. */
@Path("/api/v1/releases")
@Tag(name = "releases", description = "Releases and who is champion. " + Run.RESEARCH_USE)
@Blocking
public class ReleaseResource {
    private final ModelsTopic models;
    private final ManifestArchive manifests;
    private final ArtifactStore artifacts;
    private final ManifestSigning signing;
    private final Promotions promotions;
    private final LockedSets lockedSets;

    public ReleaseResource(
            ModelsTopic models,
            ManifestArchive manifests,
            ArtifactStore artifacts,
            ManifestSigning signing,
            Promotions promotions,
            LockedSets lockedSets) {
        this.models = models;
        this.manifests = manifests;
        this.artifacts = artifacts;
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

    @GET
    @Path("/{releaseId}/manifest")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The release's manifest", description = "ReleaseManifest in protobuf's JSON.")
    @APIResponse(responseCode = "200", description = "The manifest")
    @APIResponse(responseCode = "404", description = "No such release here")
    public Response manifest(String releaseId) {
        return find(releaseId)
                .map(manifest -> Response.ok(ManifestArchive.json(manifest)).build())
                .orElseGet(() -> none(releaseId));
    }

    @GET
    @Path("/{releaseId}/artifact")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(summary = "The release's ONNX file", description = "Its bytes have the SHA-256 that the manifest names.")
    @APIResponse(responseCode = "200", description = "The file")
    @APIResponse(responseCode = "404", description = "No such release here")
    public Response artifact(String releaseId) {
        return find(releaseId)
                .map(Artifact::of)
                .map(artifact -> artifacts
                        .graph(artifact)
                        .map(onnx -> file(onnx, releaseId + ".onnx"))
                        .orElseGet(() -> damaged(releaseId)))
                .orElseGet(() -> none(releaseId));
    }

    @GET
    @Path("/{releaseId}/weights")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "The weights beside the release's ONNX file",
            description = "Of a large network alone. The ONNX file looks for them under the name given here.")
    @APIResponse(responseCode = "200", description = "The file")
    @APIResponse(responseCode = "404", description = "No such release here, or its ONNX file holds the weights")
    public Response weights(String releaseId) {
        return find(releaseId)
                .map(Artifact::of)
                .map(artifact -> artifact.weightsSha256().isEmpty()
                        ? Refusal.as(
                                Response.Status.NOT_FOUND,
                                "The weights of " + releaseId + " are in its ONNX file, /artifact.")
                        : artifacts
                                .weights(artifact)
                                .map(weights -> file(weights, OnnxNetwork.weightsFile(artifact.weightsSha256())))
                                .orElseGet(() -> damaged(releaseId)))
                .orElseGet(() -> none(releaseId));
    }

    @GET
    @Path("/{releaseId}/head")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "The head of a release that takes a set of views",
            description = "Its /artifact is then the encoder, run once a frame; this runs on what the encoder gives.")
    @APIResponse(responseCode = "200", description = "The ONNX file")
    @APIResponse(responseCode = "404", description = "No such release here, or it takes its frames together")
    public Response head(String releaseId) {
        return find(releaseId)
                .map(Artifact::of)
                .map(artifact -> artifact.headSha256().isEmpty()
                        ? Refusal.as(
                                Response.Status.NOT_FOUND,
                                "Release " + releaseId + " takes its frames together; its one graph is /artifact.")
                        : artifacts
                                .head(artifact)
                                .map(onnx -> file(onnx, releaseId + "-head.onnx"))
                                .orElseGet(() -> damaged(releaseId)))
                .orElseGet(() -> none(releaseId));
    }

    /** {@code content}: bytes, or the path of a file too large to be read whole. */
    private static Response file(Object content, String name) {
        return Response.ok(content, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    /** As the topic has it; of releases from before each had a record of its own, as the archive has it. */
    private Optional<ReleaseManifest> find(String releaseId) {
        return models.read().find(releaseId).or(() -> manifests.find(releaseId));
    }

    private ReleaseView view(ReleaseManifest manifest, Releases releases) {
        return ReleaseView.of(
                manifest,
                releases,
                signing.check(manifest),
                lockedSets.reads(manifest.getExam()).size());
    }

    private static Response damaged(String releaseId) {
        return Refusal.as(
                Response.Status.NOT_FOUND, "The artifact of " + releaseId + " is not in the store, or is damaged.");
    }

    private static Response none(String releaseId) {
        return Refusal.as(Response.Status.NOT_FOUND, "Release " + releaseId + " was not published here.");
    }
}
