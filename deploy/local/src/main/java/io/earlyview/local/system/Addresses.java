package io.earlyview.local.system;

import io.earlyview.local.processes.DatabaseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Where the parts of a system are found, as its services and the gateway's commands are told. */
record Addresses(DataDirectory data, Ports ports, Choices choices) {

    String bootstrapServers() {
        return "localhost:" + ports.broker();
    }

    String resultsUrl() {
        return "http://localhost:" + ports.results();
    }

    String trainingUrl() {
        return "http://localhost:" + ports.training();
    }

    Map<String, String> ofGateway() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "EARLYVIEW_GATEWAY_INGESTION", "localhost:" + ports.ingestion(),
                "EARLYVIEW_GATEWAY_RESULTS", resultsUrl(),
                "EARLYVIEW_GATEWAY_PSEUDONYM_KEY_FILE", data.pseudonymKey().toString()));
        choices.exams()
                .ifPresent(directory -> environment.put(
                        "EARLYVIEW_EXAMS_DIRECTORY", directory.toAbsolutePath().toString()));
        return environment;
    }

    /** @param more what only this service needs */
    Map<String, String> ofService(int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(ofGateway());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("EARLYVIEW_ARTIFACTS_DIRECTORY", data.artifacts().toString());
        environment.put("EARLYVIEW_TRAINING_RUNS_DIRECTORY", data.runs().toString());
        environment.putAll(more);
        return environment;
    }

    static Map<String, String> ofDatabase(DatabaseServer database) {
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

    /** Writes them down for other commands. */
    void write() {
        StringBuilder lines = new StringBuilder();
        ofGateway()
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        lines.append("EARLYVIEW_TRAINING_URL=").append(trainingUrl()).append('\n');
        try {
            Files.writeString(data.addresses(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
