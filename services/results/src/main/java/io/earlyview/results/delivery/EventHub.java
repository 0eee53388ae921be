package io.earlyview.results.delivery;

import io.earlyview.results.query.Problem;
import io.earlyview.results.query.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The clients that listen now. Each has a queue, and when too many events wait in it the client's connection is closed:
 * a client that comes back reads everything anew, and one that does not must not cost memory. Failing the stream instead
 * would not do, for a failure queues up behind the events that nobody takes.
 */
@ApplicationScoped
class EventHub {
    private static final Logger LOG = Logger.getLogger(EventHub.class);

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
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

    private record Client(MultiEmitter<? super Event> queue, AtomicInteger waiting, Runnable disconnect) {}

    /**
     * The events from now on, beginning with {@link Event#ready}; 503 where too many clients listen.
     *
     * @param disconnect closes the client's connection
     */
    Multi<Event> listen(Runnable disconnect) {
        if (clients.size() >= settings.clientsMax()) {
            throw new ProblemException(Problem.unavailable("this instance serves at most " + settings.clientsMax()
                    + " listeners, and " + clients.size() + " are there"));
        }
        AtomicInteger waiting = new AtomicInteger();
        return Multi.createFrom()
                .<Event>emitter(queue -> admit(new Client(queue, waiting, disconnect)), BackPressureStrategy.BUFFER)
                .onItem()
                .invoke(taken -> waiting.decrementAndGet());
    }

    /** Whether anybody would hear an event. */
    boolean hasClients() {
        return !clients.isEmpty();
    }

    /** Puts the event into every client's queue; never waits. */
    void publish(Event event) {
        clients.forEach(client -> offer(client, event));
    }

    /** Ends every stream, so that a shutdown does not wait for clients that listen for ever. */
    void close() {
        clients.forEach(client -> client.queue().complete());
    }

    private void admit(Client client) {
        client.queue().onTermination(() -> clients.remove(client));
        offer(client, Event.ready());
        clients.add(client);
    }

    private void offer(Client client, Event event) {
        if (client.waiting().incrementAndGet() <= settings.waitingMax()) {
            client.queue().emit(event);
        } else if (clients.remove(client)) {
            cut.increment();
            LOG.infof("A listener was cut: more than %d events waited for it.", settings.waitingMax());
            client.disconnect().run();
        }
    }
}
