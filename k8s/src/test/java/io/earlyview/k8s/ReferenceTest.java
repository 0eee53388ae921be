package io.earlyview.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that point at something point at something that is there: the API server would not complain. */
class ReferenceTest {
    private static final String NAME = "app.kubernetes.io/name";
    /** Made by whoever runs the cluster; see README.md. */
    private static final Set<String> SECRETS_FROM_OUTSIDE =
            Set.of("earlyview-kafka-client", "earlyview-results-database");

    static List<Manifest> workloads() {
        return Manifest.workloads();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void selectorsMatchTheirPods(Manifest workload) {
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        workload.at("/spec/selector/matchLabels").properties().forEach(entry -> assertThat(labels.get(entry.getKey()))
                .isEqualTo(entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void eachHasItsServiceAccountServiceBudgetAndPolicy(Manifest workload) {
        for (String kind : List.of("ServiceAccount", "Service", "PodDisruptionBudget", "NetworkPolicy")) {
            assertThat(names(kind)).as(kind).contains(workload.name());
        }
        assertThat(find("Service", workload.name())
                        .at("/spec/selector")
                        .path(NAME)
                        .asText())
                .isEqualTo(workload.name());
        assertThat(find("PodDisruptionBudget", workload.name())
                        .at("/spec/selector/matchLabels")
                        .path(NAME)
                        .asText())
                .isEqualTo(workload.name());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void portsAreTheOnesOfTheServiceAndOfTheProgram(Manifest workload) {
        JsonNode port = workload.at("/spec/template/spec/containers/0/ports/0");
        JsonNode servicePort = find("Service", workload.name()).at("/spec/ports/0");
        assertThat(servicePort.path("targetPort").asText())
                .isEqualTo(port.path("name").asText());
        assertThat(servicePort.path("port").asInt())
                .isEqualTo(port.path("containerPort").asInt());
        String settings =
                TextFiles.read("../services/" + workload.name() + "/src/main/resources/application.properties");
        assertThat(settings.lines())
                .contains("quarkus.http.port=" + port.path("containerPort").asText());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void volumesConfigurationAndSecretsAreThere(Manifest workload) {
        JsonNode pod = workload.at("/spec/template/spec");
        Set<String> volumes = Manifest.elements(pod.get("volumes"))
                .map(volume -> volume.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(Manifest.elements(pod.at("/containers/0/volumeMounts"))
                        .map(mount -> mount.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(pod.findValuesAsText("claimName")).allMatch(names("PersistentVolumeClaim")::contains);
        assertThat(pod.findValues("configMapRef")).isNotEmpty().allMatch(reference -> names("ConfigMap")
                .contains(reference.path("name").asText()));
        assertThat(pod.findValues("secretKeyRef"))
                .allMatch(reference ->
                        SECRETS_FROM_OUTSIDE.contains(reference.path("name").asText()));
        assertThat(pod.findValues("secretRef"))
                .allMatch(reference ->
                        SECRETS_FROM_OUTSIDE.contains(reference.path("name").asText()));
    }

    @Test
    void scalersScaleSomethingThatIsThereAndSaysNoNumberItself() {
        List<Manifest> scalers = Manifest.base().stream()
                .filter(manifest -> manifest.at("/spec").has("scaleTargetRef"))
                .toList();
        assertThat(scalers).hasSize(2).allSatisfy(scaler -> {
            Manifest target = find(
                    scaler.at("/spec/scaleTargetRef/kind").asText(),
                    scaler.at("/spec/scaleTargetRef/name").asText());
            // A number there would be set again with each `kubectl apply`, against the scaler.
            assertThat(target.at("/spec").has("replicas")).isFalse();
        });
    }

    @Test
    void aStatefulSetNamesItsService() {
        assertThat(Manifest.ofKind("StatefulSet")).allMatch(set -> names("Service")
                .contains(set.at("/spec/serviceName").asText()));
    }

    private static Set<String> names(String kind) {
        return Manifest.ofKind(kind).stream().map(Manifest::name).collect(Collectors.toSet());
    }

    private static Manifest find(String kind, String name) {
        return Manifest.ofKind(kind).stream()
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }
}
