package io.earlyview.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Schemas made the way Strimzi makes its own: by its generator, from its API classes. */
final class StrimziSchemas {
    private static final String GENERATOR = "io.strimzi.crdgenerator.CrdGenerator";

    private StrimziSchemas() {}

    static JsonNode kafkaTopic() {
        try {
            Path definition = Files.createTempFile("kafkatopic", ".json");
            try {
                generate(definition);
                return new ObjectMapper().readTree(definition.toFile()).at("/spec/versions/0/schema/openAPIV3Schema");
            } finally {
                Files.delete(definition);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The generator is a command that ends its process, so it gets one of its own. */
    private static void generate(Path definition) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jarOf(GENERATOR) + File.pathSeparator + jarOf(KafkaTopic.class.getName()),
                        GENERATOR,
                        "--target-kube",
                        "1.30+",
                        KafkaTopic.class.getName() + "=" + definition)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Strimzi's generator failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String jarOf(String className) {
        try {
            return Path.of(Class.forName(className, false, StrimziSchemas.class.getClassLoader())
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new IllegalStateException(className + " is not on the class path", e);
        }
    }
}
