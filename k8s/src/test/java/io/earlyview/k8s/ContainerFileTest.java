package io.earlyview.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of the container files; no image is built here. */
class ContainerFileTest {
    private static final Set<String> INSTRUCTIONS =
            Set.of("FROM", "LABEL", "WORKDIR", "COPY", "USER", "EXPOSE", "ENV", "ENTRYPOINT", "CMD");

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "ingestion", "inference", "training", "results"})
    void isWellFormed(String service) {
        List<String> lines = instructions(service);
        assertThat(lines).allSatisfy(line -> assertThat(INSTRUCTIONS).contains(line.split(" ", 2)[0]));
        assertThat(lines.getFirst()).matches("FROM \\S+/eclipse-temurin:25-jre");
        assertThat(lines).filteredOn(line -> line.startsWith("USER ")).containsExactly("USER 10001:10001");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("COPY "))
                .hasSize(4)
                .allMatch(line -> line.startsWith("COPY services/" + service + "/target/quarkus-app/"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ENTRYPOINT "))
                .singleElement()
                .asString()
                .matches("ENTRYPOINT \\[\"java\", (\"[^\"]+\", )+\"quarkus-run\\.jar\"]");
        assertThat(TextFiles.read(file(service))).doesNotContain(":latest").contains("Research use only");
    }

    @Test
    void theVariantWithCudaDiffersInWhatItStandsOnOnly() {
        List<String> plain = instructions("inference");
        List<String> cuda = instructions("inference-cuda");
        assertThat(cuda.getFirst()).matches("FROM \\S+/eclipse-temurin:25-jre AS java");
        assertThat(cuda.get(1)).matches("FROM \\S+/cuda:12\\.\\S+-cudnn-runtime-\\S+");
        assertThat(cuda)
                .containsAll(plain.stream()
                        .filter(line -> !line.startsWith("FROM") && !line.startsWith("LABEL"))
                        .toList());
        assertThat(TextFiles.read(file("inference-cuda")))
                .doesNotContain(":latest")
                .contains("Research use only");
    }

    @Test
    void theUserIsTheOneOfTheManifests() {
        assertThat(Manifest.workloads())
                .allSatisfy(workload -> assertThat(workload.at("/spec/template/spec/securityContext/runAsUser")
                                .asText())
                        .isEqualTo("10001"));
    }

    @Test
    void portsAreTheOnesOfTheManifests() {
        assertThat(Manifest.workloads()).allSatisfy(workload -> {
            String port = workload.at("/spec/template/spec/containers/0/ports/0/containerPort")
                    .asText();
            assertThat(Pattern.compile("(?m)^EXPOSE (\\d+)$")
                            .matcher(TextFiles.read(file(workload.name())))
                            .results()
                            .map((MatchResult match) -> match.group(1)))
                    .containsExactly(port);
        });
    }

    /** Instructions with their continuation lines joined, without comments. */
    private static List<String> instructions(String service) {
        return TextFiles.read(file(service))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String file(String service) {
        return "../deploy/containers/" + service + ".Containerfile";
    }
}
