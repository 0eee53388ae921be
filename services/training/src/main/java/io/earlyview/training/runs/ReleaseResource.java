package io.earlyview.training.runs;

import io.earlyview.training.release.ArtifactStore;
import io.earlyview.training.release.ManifestArchive;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Releases that this service has published, to be saved elsewhere: such as into the next build of the system. */
@Path("/api/v1/releases/{releaseId}")
@Tag(name = "releases", description = "Releases published by this service. " + Run.RESEARCH_USE)
@Blocking
public class ReleaseResource {
    private final ManifestArchive manifests;
    private final ArtifactStore artifacts;

    public ReleaseResource(ManifestArchive manifests, ArtifactStore artifacts) {
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
        return manifests
                .find(releaseId)
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
        return manifests
                .find(releaseId)
                .flatMap(manifest -> artifacts.find(manifest.getArtifactSha256()))
                .map(onnx -> Response.ok(onnx, MediaType.APPLICATION_OCTET_STREAM)
                        .header("Content-Disposition", "attachment; filename=\"" + releaseId + ".onnx\"")
                        .build())
                .orElseGet(() -> none(releaseId));
    }

    private static Response none(String releaseId) {
        return Refusal.as(Response.Status.NOT_FOUND, "Release " + releaseId + " was not published here.");
    }
}
