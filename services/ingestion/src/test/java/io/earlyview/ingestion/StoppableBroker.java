package io.earlyview.ingestion;

import io.earlyview.testing.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/** A broker that a test can stop, and start again with what it held. */
public final class StoppableBroker implements QuarkusTestResourceLifecycleManager {

    /** Injects {@code Map<String, Runnable>} with "stop" and "start". */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Tap {}

    private EmbeddedBroker broker;

    @Override
    public Map<String, String> start() {
        broker = EmbeddedBroker.start();
        return Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void inject(TestInjector injector) {
        Map<String, Runnable> tap = Map.of(
                "stop",
                () -> broker.close(),
                "start",
                () -> broker = EmbeddedBroker.start(broker.directory(), broker.port()));
        injector.injectIntoFields(tap, new TestInjector.AnnotatedAndMatchesType(Tap.class, Map.class));
    }

    @Override
    public void stop() {
        broker.close();
    }
}
