package io.earlyview.results.delivery;

import io.earlyview.results.query.Problem;
import io.earlyview.results.query.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The clients that listen now. Each has a queue of bounded length; when it is full the client is cut, since a client that
 * came back reads everything anew, and one that does not must not cost memory.
 */
@ApplicationScoped
class EventHub {
    private static final Logger LOG = Logger.getLogger(EventHub.class);

    private final Set<MultiEmitter<? super Event>> clients = ConcurrentHashMap.newKeySet();
    private final EventSettings settings;
    private final Counter cut;

    EventHub(EventSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        Gauge.builder("earlyview_results_event_clients", clients, Set::size)
                .description("Clients that listen to server-sent events now")
                .register(metrics);
        this.cut = Counter.builder("earlyview_results_event_clients_cut")
                .description("Clients that were cut because they read too slowly")
                .register(metrics);
    }

    /** The events from now on, beginning with {@link Event#ready}; 503 where too many clients listen. */
    Multi<Event> listen() {
        if (clients.size() >= settings.clientsMax()) {
            throw new ProblemException(Problem.unavailable("this instance serves at most " + settings.clientsMax()
                    + " listeners, and " + clients.size() + " are there"));
        }
        return Multi.createFrom()
                .<Event>emitter(this::admit, settings.waitingMax())
                .onFailure()
                .invoke(this::noteCut);
    }

    /** Whether anybody would hear an event. */
    boolean hasClients() {
        return !clients.isEmpty();
    }

    /** Puts the event into every client's queue; never waits. */
    void publish(Event event) {
        clients.forEach(client -> client.emit(event));
    }

    /** Ends every stream, so that a shutdown does not wait for clients that listen for ever. */
    void close() {
        clients.forEach(MultiEmitter::complete);
    }

    private void admit(MultiEmitter<? super Event> client) {
        client.onTermination(() -> clients.remove(client));
        client.emit(Event.ready());
        clients.add(client);
    }

    private void noteCut(Throwable failure) {
        cut.increment();
        LOG.infof("A listener was cut: more than %d events waited for it.", settings.waitingMax());
    }
}
