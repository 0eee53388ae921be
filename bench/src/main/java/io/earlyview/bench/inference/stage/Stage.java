package io.earlyview.bench.inference.stage;

import io.earlyview.local.processes.ChildProcess;
import io.earlyview.local.processes.Readiness;
import io.earlyview.local.system.BrokerMain;
import io.earlyview.local.system.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One broker in a process of its own, a folder that is gone afterwards, and the processes of contestants. */
public final class Stage implements AutoCloseable {
    /** The same for everyone: what `up` gives a service, and memory that no one comes near. */
    private static final List<String> JAVA_OPTIONS = List.of(
            "-Xms1g",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Cores cores;
    private final Path folder;
    private final int port;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::endAll);

    private Stage(Cores cores, Path folder, int port) {
        this.cores = cores;
        this.folder = folder;
        this.port = port;
    }

    /** Starts the broker. */
    public static Stage open(Cores cores) {
        Ports ports = Ports.free();
        try {
            Path folder = Files.createTempDirectory("earlyview-bench");
            for (String part : List.of("logs", "pids", "artifacts", "work")) {
                Files.createDirectory(folder.resolve(part));
            }
            Stage stage = new Stage(cores, folder, ports.broker());
            // Whoever interrupts a measurement leaves no process behind.
            Runtime.getRuntime().addShutdownHook(stage.atExit);
            stage.startBroker(ports);
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a measurement can be made", e);
        }
    }

    private void startBroker(Ports ports) throws IOException {
        Path settings = folder.resolve("broker.properties");
        Files.writeString(
                settings, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                group.initial.rebalance.delay.ms=0
                message.max.bytes=%4$d
                log.segment.delete.delay.ms=1000
                """.formatted(ports.broker(), ports.controller(), folder.resolve("broker"), 17 << 20));
        ChildProcess broker = start(
                "broker",
                List.of(
                        java(),
                        "-Xmx512m",
                        "-XX:+UseG1GC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        settings.toString()),
                Map.of());
        Readiness.awaitPort(broker, ports.broker());
    }

    /** Host and port of the broker. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Who runs where. */
    public Cores cores() {
        return cores;
    }

    /** The artifact store. */
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    /** A file or folder for whatever is needed. */
    public Path work(String name) {
        return folder.resolve("work").resolve(name);
    }

    /** Runs one of this module's programs as a contestant. */
    public ChildProcess contestant(String name, Class<?> program, List<String> arguments) {
        List<String> command = javaCommand();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return start(name, cores.forContestant(command), Map.of());
    }

    /** Runs a packaged program as a contestant. */
    public ChildProcess contestant(String name, Path jar, Map<String, String> environment) {
        List<String> command = javaCommand();
        command.addAll(List.of("-jar", jar.toString()));
        return start(name, cores.forContestant(command), environment);
    }

    /** Ends a process that was started here. */
    public void end(ChildProcess process) {
        running.remove(process);
        process.close();
    }

    private ChildProcess start(String name, List<String> command, Map<String, String> environment) {
        ChildProcess process =
                ChildProcess.start(name, command, environment, folder.resolve("logs"), folder.resolve("pids"));
        running.add(process);
        return process;
    }

    private static List<String> javaCommand() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JAVA_OPTIONS);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void endAll() {
        running.forEach(ChildProcess::kill);
        running.clear();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        endAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
