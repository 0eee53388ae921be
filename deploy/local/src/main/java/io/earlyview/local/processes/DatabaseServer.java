package io.earlyview.local.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A real PostgreSQL on this machine, its data kept in a directory. Holds one database, owned by an ordinary role. */
public final class DatabaseServer implements AutoCloseable {
    private static final String ROLE = "results";
    private static final String DATABASE = "earlyview";

    private final EmbeddedPostgres postgres;

    private DatabaseServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts it, or says why not. */
    public static DatabaseServer start(Path directory, Path log, int port) {
        try {
            Files.createDirectories(directory);
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setRegisterShutdownHook(false)
                    .start();
            createDatabase(postgres);
            return new DatabaseServer(postgres);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start; see " + log, e);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + DATABASE + " cannot be made", e);
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
                statement.execute("create role " + ROLE + " login");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + ROLE);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    /** Host, port and database, as they stand in a connection URL. */
    public String address() {
        return "localhost:" + postgres.getPort() + "/" + DATABASE;
    }

    /** The role that owns the database; it may do nothing else. */
    public String role() {
        return ROLE;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }
}
