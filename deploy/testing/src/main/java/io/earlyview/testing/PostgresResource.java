package io.earlyview.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A Quarkus test resource: a real, empty PostgreSQL; sets the datasource's URLs, user and password. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private AutoCloseable database = () -> {};

    @Override
    public Map<String, String> start() {
        return Docker.ANSWERS ? startContainer() : startEmbedded();
    }

    private Map<String, String> startEmbedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            database = postgres;
            return settings("localhost:" + postgres.getPort() + "/postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    private Map<String, String> startContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:17");
        container.start();
        database = container;
        String address = container.getHost() + ":" + container.getMappedPort(5432) + "/" + container.getDatabaseName();
        return settings(address, container.getUsername(), container.getPassword());
    }

    private static Map<String, String> settings(String address, String user, String password) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + address,
                "quarkus.datasource.reactive.url",
                "postgresql://" + address,
                "quarkus.datasource.username",
                user,
                "quarkus.datasource.password",
                password);
    }

    @Override
    public void stop() {
        try {
            database.close();
        } catch (Exception e) { // AutoCloseable declares Exception
            throw new IllegalStateException("the database cannot be stopped", e);
        }
    }
}
