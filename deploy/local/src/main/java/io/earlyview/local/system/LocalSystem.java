package io.earlyview.local.system;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.local.processes.ChildProcess;
import io.earlyview.local.processes.DatabaseServer;
import io.earlyview.local.processes.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Broker, database and the four services that wait for work, each a process of its own as it would be in its own pod.
 * Closing it ends them in the opposite order.
 */
public final class LocalSystem implements AutoCloseable {
    private final Path root;
    private final DataDirectory data;
    private final Ports ports;
    private final Choices choices;
    private final Consumer<String> said;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, ChildProcess> services = new ConcurrentHashMap<>();
    private final Map<String, Start> starts = new ConcurrentHashMap<>();

    /** How a service is started. */
    private record Start(int port, String heap, Map<String, String> environment) {}

    private LocalSystem(Path root, DataDirectory data, Ports ports, Choices choices, Consumer<String> said) {
        this.root = root;
        this.data = data;
        this.ports = ports;
        this.choices = choices;
        this.said = said;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param root the project's folder, with the packaged services
     * @param said takes a sentence about each step
     */
    public static LocalSystem start(
            Path root, DataDirectory data, Ports ports, Choices choices, Consumer<String> said) {
        // Each service would refuse it, in its log; here it is said at once.
        ExamCatalogue.bundledAnd(choices.exams());
        List<String> left = ChildProcess.endLeftOvers(data.pids());
        if (!left.isEmpty()) {
            said.accept("ended what an earlier run left behind: " + String.join(", ", left));
        }
        List<String> taken = ports.taken();
        if (!taken.isEmpty()) {
            throw new IllegalStateException(
                    String.join("\n", taken) + "\nFree it, or choose other ports with --port-shift 100");
        }
        LocalSystem system = new LocalSystem(root, data, ports, choices, said);
        try {
            system.startAll();
            return system;
        } catch (RuntimeException e) { // whatever broke, nothing half-started stays behind
            system.close();
            throw e;
        }
    }

    private void startAll() {
        // First of all, so that a command meets this system, if not up yet, and never another on the usual ports.
        writeAddresses();
        ChildProcess broker = ChildProcess.start(
                "kafka", new BrokerCommand(data, ports).prepare(), Map.of(), data.logs(), data.pids());
        running.push(broker);
        DatabaseServer database =
                DatabaseServer.start(data.postgres(), data.logs().resolve("postgres.log"), ports.database());
        running.push(database);
        said.accept("PostgreSQL on port " + ports.database());
        Readiness.awaitPort(broker, ports.broker());
        TopicSetup.createMissing(bootstrapServers());
        said.accept("Kafka on port " + ports.broker());

        SigningKey.ensure(data.signingKey(), data.signingPublicKey());
        startService(
                "training",
                ports.training(),
                "-Xmx" + choices.trainingHeap(),
                Map.of(
                        "EARLYVIEW_TRAINING_SIGNING_PRIVATE_KEY_FILE",
                                data.signingKey().toString(),
                        "EARLYVIEW_TRAINING_SIGNING_PUBLIC_KEY_FILE",
                                data.signingPublicKey().toString()));
        startService("results", ports.results(), "-Xmx512m", databaseSettings(database));
        startService("ingestion", ports.ingestion(), "-Xmx512m", Map.of());
        startService(
                "inference",
                ports.inference(),
                "-Xmx768m",
                Map.of(
                        "EARLYVIEW_INFERENCE_INSTANCE",
                        "inference-0",
                        "EARLYVIEW_INFERENCE_RELEASE_KEY_FILE",
                        data.signingPublicKey().toString()));
        awaitAll(Map.of(
                "training", ports.training(),
                "results", ports.results(),
                "ingestion", ports.ingestion(),
                "inference", ports.inference()));
    }

    private void awaitAll(Map<String, Integer> portByService) {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        portByService.forEach((name, port) -> waiting.add(CompletableFuture.runAsync(() -> {
            Readiness.awaitHttp(service(name), port);
            said.accept(name + " on port " + port);
        })));
        try {
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalStateException plain ? plain : e;
        }
    }

    private void startService(String name, int port, String heap, Map<String, String> more) {
        starts.put(name, new Start(port, heap, more));
        Map<String, String> environment = new HashMap<>(clientEnvironment());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("EARLYVIEW_ARTIFACTS_DIRECTORY", data.artifacts().toString());
        environment.put("EARLYVIEW_TRAINING_RUNS_DIRECTORY", data.runs().toString());
        environment.putAll(more);
        ChildProcess process =
                ChildProcess.start(name, JavaProgram.service(root, name, heap), environment, data.logs(), data.pids());
        services.put(name, process);
    }

    private static Map<String, String> databaseSettings(DatabaseServer database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://" + database.address(),
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://" + database.address(),
                "QUARKUS_DATASOURCE_USERNAME",
                database.role(),
                // The embedded server trusts this machine's users and asks for none; a cluster's comes from a secret.
                "QUARKUS_DATASOURCE_PASSWORD",
                "not-asked-for");
    }

    /** What a gateway command needs to reach this system. */
    public Map<String, String> clientEnvironment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "EARLYVIEW_GATEWAY_INGESTION", "localhost:" + ports.ingestion(),
                "EARLYVIEW_GATEWAY_RESULTS", resultsUrl(),
                "EARLYVIEW_GATEWAY_PSEUDONYM_KEY_FILE", data.pseudonymKey().toString()));
        choices.exams()
                .ifPresent(directory -> environment.put(
                        "EARLYVIEW_EXAMS_DIRECTORY", directory.toAbsolutePath().toString()));
        return environment;
    }

    private void writeAddresses() {
        StringBuilder lines = new StringBuilder();
        clientEnvironment()
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        lines.append("EARLYVIEW_TRAINING_URL=").append(trainingUrl()).append('\n');
        try {
            Files.writeString(data.addresses(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service's process. */
    public ChildProcess service(String name) {
        ChildProcess process = services.get(name);
        if (process == null) {
            throw new IllegalArgumentException("no service " + name + " runs; running are " + services.keySet());
        }
        return process;
    }

    /** Starts a service again after it ended, and waits until it is ready. */
    public void restart(String name) {
        Start start = starts.get(name);
        if (start == null) {
            throw new IllegalArgumentException("no service " + name + "; there are " + starts.keySet());
        }
        startService(name, start.port(), start.heap(), start.environment());
        Readiness.awaitHttp(service(name), start.port());
    }

    /** The name of a service that ended by itself, if any. */
    public Optional<String> ended() {
        return services.entrySet().stream()
                .filter(service -> !service.getValue().alive())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public String bootstrapServers() {
        return "localhost:" + ports.broker();
    }

    /** REST and console. */
    public String resultsUrl() {
        return "http://localhost:" + ports.results();
    }

    public String trainingUrl() {
        return "http://localhost:" + ports.training();
    }

    @Override
    public void close() {
        services.values().parallelStream().forEach(ChildProcess::close);
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) { // one that does not stop must not keep the others alive
                said.accept("could not be stopped: " + e.getMessage());
            }
        }
    }
}
