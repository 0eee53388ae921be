package io.earlyview.results.delivery;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The stream of server-sent events. */
@Path("/api/v1/events")
@Tag(name = "Events", description = "What changes, as it changes")
public class EventResource {
    private static final long RECONNECT_MILLIS = 1_500;

    private final EventHub hub;

    EventResource(EventHub hub) {
        this.hub = hub;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Server-sent events", description = """
                    `score` and `acquisition` carry an Acquisition, `release` a Release, `operating-point` an \
                    OperatingPoint. `ready` comes first: what happens after it will be heard. `resync` says that \
                    events were missed and everything should be read again. A client that reads too slowly is cut. \
                    `heartbeat` says that the connection lives. Several changes of one acquisition within some milliseconds come as one event with the newest \
                    state. Research use only.""")
    public Multi<OutboundSseEvent> listen(@Context Sse sse, @Context HttpServerRequest request) {
        return hub.listen(() -> request.connection().close()).map(event -> sse.newEventBuilder()
                .name(event.name())
                .reconnectDelay(RECONNECT_MILLIS)
                .data(event.json())
                .build());
    }
}
