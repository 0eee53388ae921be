package io.earlyview.results.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.results.domain.Change;
import io.earlyview.results.query.AcquisitionView;
import io.earlyview.results.query.Acquisitions;
import io.earlyview.results.query.OperatingPoints;
import io.earlyview.results.query.Releases;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Turns what changed into events. Changes of some milliseconds are read together and sent once: a frame every few
 * milliseconds from each of hundreds of scanners would else be a query each. Nothing is read while nobody listens.
 */
@ApplicationScoped
class ChangeGathering {
    private static final Logger LOG = Logger.getLogger(ChangeGathering.class);

    private final Vertx vertx;
    private final EventHub hub;
    private final EventSettings settings;
    private final Acquisitions acquisitions;
    private final OperatingPoints points;
    private final Releases releases;
    private final ObjectMapper json;

    private final Object lock = new Object();
    private Gathered gathered = new Gathered();
    private boolean sending;

    ChangeGathering(
            Vertx vertx,
            EventHub hub,
            EventSettings settings,
            Acquisitions acquisitions,
            OperatingPoints points,
            Releases releases,
            ObjectMapper json) {
        this.vertx = vertx;
        this.hub = hub;
        this.settings = settings;
        this.acquisitions = acquisitions;
        this.points = points;
        this.releases = releases;
        this.json = json;
    }

    /** What changed since the last sending: acquisitions with the event they give, exams, or too much to say. */
    private static final class Gathered {
        final Map<String, String> acquisitions = new HashMap<>();
        final Set<String> thresholds = new HashSet<>();
        final Set<String> releases = new HashSet<>();
        boolean tooMuch;

        void add(Change change, int most) {
            switch (change.kind()) {
                case SCORE -> change.ids().forEach(id -> acquisitions.put(id, "score"));
                case ACQUISITION -> change.ids().forEach(id -> acquisitions.putIfAbsent(id, "acquisition"));
                case OPERATING_POINT -> thresholds.addAll(change.ids());
                case RELEASE -> releases.addAll(change.ids());
            }
            if (acquisitions.size() > most) {
                tooMuch = true;
                acquisitions.clear();
            }
        }
    }

    void add(Change change) {
        if (!hub.hasClients()) {
            return;
        }
        synchronized (lock) {
            // A burst longer than the queues would cut clients that read as fast as they can.
            gathered.add(change, settings.waitingMax() / 2);
            if (sending) {
                return;
            }
            sending = true;
        }
        schedule();
    }

    private void schedule() {
        vertx.setTimer(Math.max(1, settings.gathering().toMillis()), id -> send());
    }

    private void send() {
        Gathered now;
        synchronized (lock) {
            now = gathered;
            gathered = new Gathered();
        }
        Uni.createFrom().deferred(() -> deliver(now)).subscribe().with(done -> sent(), failure -> {
            LOG.warnf("Events could not be read; listeners read anew. failure=%s", failure.getClass());
            hub.publish(Event.resync());
            sent();
        });
    }

    /** One sending at a time keeps the events of an acquisition in order. */
    private void sent() {
        synchronized (lock) {
            Gathered waiting = gathered;
            sending = waiting.tooMuch
                    || !waiting.acquisitions.isEmpty()
                    || !waiting.thresholds.isEmpty()
                    || !waiting.releases.isEmpty();
            if (!sending) {
                return;
            }
        }
        schedule();
    }

    private Uni<Void> deliver(Gathered now) {
        if (now.tooMuch) {
            hub.publish(Event.resync());
            return Uni.createFrom().voidItem();
        }
        return releases(now.releases)
                .chain(() -> thresholds(now.thresholds))
                .chain(() -> acquisitions(now.acquisitions));
    }

    private Uni<Void> acquisitions(Map<String, String> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return acquisitions
                .of(changed.keySet())
                .invoke(views -> {
                    for (AcquisitionView view : views) {
                        publish(changed.getOrDefault(view.acquisitionId(), "acquisition"), view);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> thresholds(Set<String> exams) {
        if (exams.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return points.all()
                .invoke(views -> views.stream()
                        .filter(view -> exams.contains(view.exam()))
                        .forEach(view -> publish("operating-point", view)))
                .replaceWithVoid();
    }

    private Uni<Void> releases(Set<String> exams) {
        if (exams.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return releases.of(null)
                .invoke(views -> views.stream()
                        .filter(view -> view.current() && exams.contains(view.exam()))
                        .forEach(view -> publish("release", view)))
                .replaceWithVoid();
    }

    private void publish(String name, Object view) {
        try {
            hub.publish(new Event(name, json.writeValueAsString(view)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view of this service is no JSON", e);
        }
    }
}
