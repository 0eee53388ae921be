package io.earlyview.results.query;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Releases of models. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "Releases with lineage and evaluation")
public class ReleaseResource {
    private final Releases releases;

    ReleaseResource(Releases releases) {
        this.releases = releases;
    }

    @GET
    @Operation(summary = "Releases of models, current ones first")
    public Uni<List<ReleaseView>> list(@RestQuery @Nullable String exam) {
        return releases.of(exam);
    }
}
