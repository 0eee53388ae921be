package io.earlyview.results.delivery;

import io.earlyview.results.domain.Change;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the notifications that recording sends within its transactions: what is heard is committed, and every
 * instance hears what any instance wrote. After a lost connection clients are told to read everything again.
 */
@ApplicationScoped
class ChangeFeed {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final long RECONNECT_MILLIS = 1_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final ChangeGathering gathering;
    private final EventHub hub;
    private @Nullable PgSubscriber subscriber;
    private long heartbeatTimer;

    ChangeFeed(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            ChangeGathering gathering,
            EventHub hub) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password)
                .setTcpKeepAlive(true);
        this.gathering = gathering;
        this.hub = hub;
    }

    void start(@Observes StartupEvent event, EventSettings settings) {
        PgSubscriber listening = PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RECONNECT_MILLIS);
        listening
                .channel(Change.CHANNEL)
                .subscribeHandler(nothing -> hub.publish(Event.resync()))
                .handler(this::hear);
        listening.closeHandler(nothing -> LOG.debug("The connection that listens for changes was closed."));
        listening.connect().onFailure(failure -> LOG.warnf("Changes cannot be heard. failure=%s", failure.getClass()));
        subscriber = listening;
        heartbeatTimer = vertx.setPeriodic(settings.heartbeat().toMillis(), id -> hub.publish(Event.heartbeat()));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(heartbeatTimer);
        hub.close();
        if (subscriber != null) {
            subscriber.close();
        }
    }

    private void hear(String text) {
        try {
            gathering.add(Change.parse(text));
        } catch (IllegalArgumentException e) {
            // Another version of this service may speak of kinds unknown here while instances are being replaced.
            LOG.warnf("A notification of an unknown kind was left out. length=%d", text.length());
        }
    }
}
