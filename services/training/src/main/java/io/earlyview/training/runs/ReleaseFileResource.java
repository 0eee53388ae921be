package io.earlyview.training.runs;

import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.release.Artifact;
import io.earlyview.training.release.ArtifactStore;
import io.earlyview.training.release.ManifestArchive;
import io.earlyview.training.release.ModelsTopic;
import io.earlyview.v1.ReleaseManifest;
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

/** A release's files, to be saved elsewhere. */
@Path("/api/v1/releases/{releaseId}")
@Tag(name = "releases")
@Blocking
public class ReleaseFileResource {
    private final ModelsTopic models;
    private final ManifestArchive manifests;
    private final ArtifactStore artifacts;

    public ReleaseFileResource(ModelsTopic models, ManifestArchive manifests, ArtifactStore artifacts) {
        this.models = models;
        this.manifests = manifests;
        this.artifacts = artifacts;
    }

    @GET
    @Path("/manifest")
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
    @Path("/artifact")
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
    @Path("/weights")
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
    @Path("/head")
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

    private static Response damaged(String releaseId) {
        return Refusal.as(
                Response.Status.NOT_FOUND, "The artifact of " + releaseId + " is not in the store, or is damaged.");
    }

    private static Response none(String releaseId) {
        return Refusal.as(Response.Status.NOT_FOUND, "Release " + releaseId + " was not published here.");
    }
}
