package io.earlyview.bench.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which libraries take part: told by the names of their files on the class path. */
final class Versions {
    private static final Map<String, String> LIBRARIES = Map.of(
            "Kafka", "kafka_2\\.13",
            "Kafka clients", "kafka-clients",
            "Kafka Streams", "kafka-streams",
            "Flink", "flink-runtime",
            "Flink's Kafka connector", "flink-connector-kafka",
            "ONNX Runtime", "onnxruntime");

    private Versions() {}

    static Map<String, String> ofLibraries() {
        List<String> files = List.of(System.getProperty("java.class.path")
                        .split(Pattern.quote(System.getProperty("path.separator"))))
                .stream()
                .map(file -> Path.of(file).getFileName().toString())
                .toList();
        Map<String, String> versions = new TreeMap<>();
        LIBRARIES.forEach((name, file) -> {
            Pattern named = Pattern.compile(file + "-(\\d.*)\\.jar");
            versions.put(
                    name,
                    files.stream()
                            .map(named::matcher)
                            .filter(Matcher::matches)
                            .map(found -> found.group(1))
                            .findFirst()
                            .orElse("unknown"));
        });
        return versions;
    }
}
