package io.earlyview.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object of a manifest file. */
record Manifest(String file, ObjectNode object) {
    static final Path BASE = Path.of("base");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** Every object of the files that {@code kustomization.yaml} names, in its order. */
    static List<Manifest> base() {
        return elements(kustomization().get("resources"))
                .flatMap(file -> read(BASE.resolve(file.asText())).stream())
                .toList();
    }

    static ObjectNode kustomization() {
        return read(BASE.resolve("kustomization.yaml")).getFirst().object();
    }

    static List<Manifest> ofKind(String kind) {
        return base().stream().filter(manifest -> manifest.kind().equals(kind)).toList();
    }

    /** Deployments and StatefulSets. */
    static List<Manifest> workloads() {
        return base().stream()
                .filter(manifest -> List.of("Deployment", "StatefulSet").contains(manifest.kind()))
                .toList();
    }

    static List<Manifest> read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    static List<Manifest> parse(String name, String yaml) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNextValue()) {
                if (documents.nextValue() instanceof ObjectNode object) {
                    manifests.add(new Manifest(name, object));
                }
            }
        }
        return manifests;
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    String kind() {
        return object.path("kind").asText();
    }

    String apiVersion() {
        return object.path("apiVersion").asText();
    }

    String name() {
        return at("/metadata/name").asText();
    }

    JsonNode at(String pointer) {
        return object.at(pointer);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
