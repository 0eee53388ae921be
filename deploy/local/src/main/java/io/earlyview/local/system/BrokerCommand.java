package io.earlyview.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a Kafka broker (KRaft, one node) is run from this program's own libraries. */
final class BrokerCommand {
    /** After a crash the broker reads the last segment of every partition again: 1 GiB, the default, takes seconds. */
    private static final int SEGMENT_BYTES = 64 << 20;

    private final DataDirectory data;
    private final Ports ports;
    private final List<String> startUp;
    private final Path settings;

    /** @param startUp options of Java that make it start faster, or record how it may */
    BrokerCommand(DataDirectory data, Ports ports, List<String> startUp) {
        this.data = data;
        this.ports = ports;
        this.startUp = startUp;
        this.settings = data.kafka().resolve("server.properties");
    }

    /** Writes the settings; the log directory is kept across starts. */
    List<String> prepare() {
        try {
            Files.writeString(settings, """
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
                    log.segment.bytes=%5$d
                    message.max.bytes=%4$d
                    """.formatted(
                            ports.broker(), ports.controller(), data.kafka().resolve("log"), 17 << 20, SEGMENT_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's settings cannot be written", e);
        }
        List<String> command = new ArrayList<>(List.of(
                JavaProgram.executable(),
                "-Xmx512m",
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(startUp);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), BrokerMain.class.getName(), settings.toString()));
        return command;
    }
}
