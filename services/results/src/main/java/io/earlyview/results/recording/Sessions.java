package io.earlyview.results.recording;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Sessions of Hibernate Reactive, one for each piece of work and none shared: views are also read on timers, whose
 * Vert.x context may hold no session.
 */
@ApplicationScoped
public class Sessions {
    private final Mutiny.SessionFactory factory;

    Sessions(Mutiny.SessionFactory factory) {
        this.factory = factory;
    }

    /** Reads. */
    public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return factory.openSession().chain(session -> Uni.createFrom()
                .deferred(() -> work.apply(session))
                .onTermination()
                .call(session::close));
    }

    /** Writes, in one transaction. */
    <T> Uni<T> write(Function<Mutiny.Session, Uni<T>> work) {
        return read(session -> session.withTransaction(transaction -> work.apply(session)));
    }
}
