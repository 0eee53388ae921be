package io.earlyview.local.system;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.local.processes.ChildProcess;
import io.earlyview.local.processes.DatabaseServer;
import io.earlyview.local.processes.Readiness;
import io.earlyview.local.processes.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Broker, database and the four services that wait for work, each a process of its own as it would be in its own pod.
 * Closing it ends them in the opposite order.
 */
public final class LocalSystem implements AutoCloseable {
    /** Name of the broker's process. */
    public static final String BROKER = "kafka";
    /** Name of the database's processes. */
    public static final String DATABASE = DatabaseServer.NAME;

    /** The setting that names an inference process among its peers. */
    public static final String INFERENCE_INSTANCE = "EARLYVIEW_INFERENCE_INSTANCE";

    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(2);

    private final Path root;
    private final DataDirectory data;
    private final Ports ports;
    private final Choices choices;
    private final Consumer<String> said;
    private final Addresses addresses;
    private final Map<String, ServiceStart> starts = new ConcurrentHashMap<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private LocalSystem(Path root, DataDirectory data, Ports ports, Choices choices, Consumer<String> said) {
        this.root = root;
        this.data = data;
        this.ports = ports;
        this.choices = choices;
        this.said = said;
        this.addresses = new Addresses(data, ports, choices);
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
        addresses.write();
        ChildProcess startingBroker = startBroker();
        DatabaseServer startedDatabase = startDatabase();
        said.accept("PostgreSQL on port " + ports.database());
        Readiness.awaitPort(startingBroker, ports.broker());
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
        startService("results", ports.results(), "-Xmx512m", Addresses.ofDatabase(startedDatabase));
        startService("ingestion", ports.ingestion(), "-Xmx512m", Map.of());
        startService(
                "inference",
                ports.inference(),
                "-Xmx768m",
                Map.of(
                        INFERENCE_INSTANCE,
                        "inference-0",
                        "EARLYVIEW_INFERENCE_RELEASE_KEY_FILE",
                        data.signingPublicKey().toString()));
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        starts.values()
                .forEach(start -> waiting.add(CompletableFuture.runAsync(() -> {
                    awaitReady(start);
                    said.accept(start.name() + " on port " + start.port());
                })));
        try {
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalStateException plain ? plain : e;
        }
    }

    private ChildProcess startBroker() {
        StartupCache cache = StartupCache.ofBroker(root);
        BrokerCommand command = new BrokerCommand(data, ports, choices.recording() ? cache.record() : cache.use());
        ChildProcess started = ChildProcess.start(BROKER, command.prepare(), Map.of(), data.logs(), data.pids());
        running.put(BROKER, started);
        return started;
    }

    private DatabaseServer startDatabase() {
        DatabaseServer started =
                DatabaseServer.start(data.postgres(), data.logs().resolve(DATABASE + ".log"), ports.database());
        running.put(DATABASE, started);
        return started;
    }

    private void startService(String name, int port, String heap, Map<String, String> more) {
        start(new ServiceStart(name, port, heap, addresses.ofService(port, more)));
    }

    private void start(ServiceStart start) {
        starts.put(start.name(), start);
        running.put(start.name(), start.start(root, data, choices.recording()));
    }

    private void awaitReady(ServiceStart start) {
        Readiness.awaitHttp((ChildProcess) part(start.name()), start.port());
    }

    /** What a gateway command needs to reach this system. */
    public Map<String, String> clientEnvironment() {
        return addresses.ofGateway();
    }

    private Running part(String name) {
        Running part = running.get(name);
        if (part == null) {
            throw new IllegalArgumentException("nothing named " + name + " runs; running are " + running.keySet());
        }
        return part;
    }

    /** Ends a service, {@link #BROKER} or {@link #DATABASE} at once, as a crash would; nobody is told. */
    public void kill(String name) {
        part(name).kill();
    }

    /** Starts a service, {@link #BROKER} or {@link #DATABASE} again after it ended, and waits until it is ready. */
    public void restart(String name) {
        switch (name) {
            case BROKER -> Readiness.awaitPort(startBroker(), ports.broker());
            case DATABASE -> {
                part(DATABASE).kill(); // gives its directory free, however it ended
                startDatabase();
            }
            default -> restart(name, Map.of());
        }
    }

    /**
     * Starts a service again after it ended, from now on with other settings, and waits until it is ready.
     *
     * @param changed environment variables
     */
    public void restart(String name, Map<String, String> changed) {
        ServiceStart start = starts.get(name);
        if (start == null) {
            throw new IllegalArgumentException("no service " + name + "; there are " + starts.keySet());
        }
        ServiceStart next = start.with(changed);
        start(next);
        awaitReady(next);
    }

    /** A part that ended by itself, if any. */
    public Optional<Running> ended() {
        return running.values().stream().filter(part -> !part.alive()).findFirst();
    }

    public String bootstrapServers() {
        return addresses.bootstrapServers();
    }

    /** REST and console. */
    public String resultsUrl() {
        return addresses.resultsUrl();
    }

    public String trainingUrl() {
        return addresses.trainingUrl();
    }

    /** For JDBC, as the role that owns the tables. */
    public String databaseUrl() {
        DatabaseServer server = (DatabaseServer) part(DATABASE);
        return "jdbc:postgresql://" + server.address() + "?user=" + server.role();
    }

    @Override
    public void close() {
        List<Running> services = starts.keySet().stream()
                .filter(running::containsKey)
                .map(this::part)
                .toList();
        if (choices.recording()) {
            // Each works hard at its end; together they would not be done in time.
            services.forEach(service -> ((ChildProcess) service).close(LONGEST_RECORDING));
        } else {
            services.parallelStream().forEach(this::stop);
        }
        Stream.of(DATABASE, BROKER).filter(running::containsKey).forEach(name -> stop(part(name)));
    }

    private void stop(Running part) {
        try {
            part.close();
        } catch (RuntimeException e) { // one that does not stop must not keep the others alive
            said.accept(part.name() + " could not be stopped: " + e.getMessage());
        }
    }
}
