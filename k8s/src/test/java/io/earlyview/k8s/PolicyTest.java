package io.earlyview.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod, whoever writes the next one. */
class PolicyTest {

    static List<Manifest> workloads() {
        return Manifest.workloads();
    }

    @Test
    void thePipelineIsComplete() {
        assertThat(workloads().stream().map(Manifest::name))
                .containsExactlyInAnyOrder("ingestion", "inference", "training", "results");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void podsKeepTheRestrictedProfile(Manifest workload) {
        JsonNode pod = workload.at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(List.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
        assertThat(Manifest.elements(pod.get("volumes"))).noneMatch(volume -> volume.has("hostPath"));
        assertThat(containers(workload)).allSatisfy(container -> {
            JsonNode security = container.get("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(security.at("/capabilities").has("add")).isFalse();
            assertThat(security.path("privileged").asBoolean()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void podsCannotSpeakToTheClusterApi(Manifest workload) {
        assertThat(workload.at("/spec/template/spec/automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
        assertThat(workload.at("/spec/template/spec/serviceAccountName").asText())
                .isEqualTo(workload.name());
        assertThat(Manifest.ofKind("ServiceAccount")).allMatch(account -> !account.at("/automountServiceAccountToken")
                .asBoolean(true));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyContainerSaysWhatItNeedsAndIsProbed(Manifest workload) {
        assertThat(containers(workload)).isNotEmpty().allSatisfy(container -> {
            for (String pointer : List.of("requests/cpu", "requests/memory", "limits/cpu", "limits/memory")) {
                assertThat(container.at("/resources/" + pointer).asText())
                        .as(pointer)
                        .isNotEmpty();
            }
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void imagesHaveATagThatStays(Manifest workload) {
        assertThat(containers(workload))
                .allSatisfy(container -> assertThat(container.path("image").asText())
                        .matches("earlyview/[a-z]+:[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void tmpIsWritableAndBounded(Manifest workload) {
        assertThat(containers(workload))
                .allSatisfy(container -> assertThat(Manifest.elements(container.get("volumeMounts")))
                        .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")));
        assertThat(Manifest.elements(workload.at("/spec/template/spec/volumes")))
                .filteredOn(volume -> volume.has("emptyDir"))
                .isNotEmpty()
                .allMatch(volume -> volume.at("/emptyDir").has("sizeLimit"));
    }

    @Test
    void noSecretStandsInAFile() {
        assertThat(Manifest.ofKind("Secret")).isEmpty();
        assertThat(workloads().stream()
                        .flatMap(workload -> containers(workload).stream())
                        .flatMap(container -> Manifest.elements(container.path("env"))))
                .filteredOn(
                        variable -> variable.path("name").asText().matches(".*(PASSWORD|SECRET|TOKEN|KEY|USERNAME).*"))
                // The name of a file in a mounted secret is none.
                .filteredOn(variable -> !variable.path("name").asText().endsWith("_FILE"))
                .isNotEmpty()
                .allMatch(variable -> variable.at("/valueFrom").has("secretKeyRef"));
    }

    @Test
    void theNamespaceRefusesWhatIsNotRestricted() {
        Manifest namespace = Manifest.ofKind("Namespace").getFirst();
        assertThat(namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    private static List<JsonNode> containers(Manifest workload) {
        return Manifest.elements(workload.at("/spec/template/spec/containers")).toList();
    }
}
