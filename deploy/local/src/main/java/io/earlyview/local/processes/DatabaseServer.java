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
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A real PostgreSQL on this machine, its data kept in a directory. Holds one database, owned by an ordinary role. */
public final class DatabaseServer implements AutoCloseable {
    private static final String ROLE = "results";
    private static final String DATABASE = "earlyview";
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(10);
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger ENDING = Logger.getLogger(EmbeddedPostgres.class.getName());

    private final EmbeddedPostgres postgres;
    private final Path log;
    private final ProcessHandle postmaster;

    private DatabaseServer(EmbeddedPostgres postgres, Path log, ProcessHandle postmaster) {
        this.postgres = postgres;
        this.log = log;
        this.postmaster = postmaster;
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
                    // The library turns both off, for tests: a crash would lose what was committed last.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            createDatabase(postgres);
            return new DatabaseServer(postgres, log, postmaster(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start; see " + log, e);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + DATABASE + " cannot be made", e);
        }
    }

    private static ProcessHandle postmaster(Path directory) throws IOException {
        Path file = directory.resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("no process " + pid + ", which " + file + " names"));
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

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Whether it runs. */
    public boolean alive() {
        return postmaster.isAlive();
    }

    /**
     * Ends it at once with all its children, as the end of its container would, and gives its directory free for the next
     * server. A child that outlived the server would hold its shared memory, and the next would not start.
     */
    public void kill() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(DatabaseServer::awaitEnd);
        letGo();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(LONGEST_DEATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "process " + process.pid() + " of PostgreSQL lives " + LONGEST_DEATH + " after it was killed", e);
        }
    }

    /** Gives the directory free. The library would complain that there is nothing to stop. */
    private void letGo() {
        @SuppressWarnings("NullAway") // no level of its own is what java.util.logging calls null
        Level before = ENDING.getLevel();
        ENDING.setLevel(Level.OFF);
        try {
            close();
        } finally {
            ENDING.setLevel(before);
        }
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
