package io.earlyview.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What kustomize makes of the base is what was checked. Where no kubectl is, the files as they stand are all there is. */
class KustomizeTest {
    private static final Path CUDA = Path.of("components", "cuda");

    @Test
    void everyObjectIsBuiltIntoTheNamespace() throws Exception {
        List<Manifest> built = built();
        assertThat(built.stream().map(Manifest::toString))
                .containsExactlyInAnyOrderElementsOf(
                        Manifest.base().stream().map(Manifest::toString).toList());
        assertThat(built).allSatisfy(manifest -> assertThat(Schemas.problems(manifest.object()))
                .as(manifest.toString())
                .isEmpty());
    }

    /** An overlay is no more than the base and the component here. */
    @Test
    void theComponentWithGpusFitsTheBase() throws Exception {
        Optional<Path> kubectl = kubectl();
        Manifest patch = Manifest.read(CUDA.resolve("inference.yaml")).getFirst();
        assertThat(Manifest.workloads().stream().map(Manifest::toString)).contains(patch.toString());
        if (kubectl.isEmpty()) {
            return;
        }
        Path overlay = Files.createDirectories(Path.of("target", "overlay-with-cuda"));
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                "resources: [../../base]\ncomponents: [../../components/cuda]\n");
        Manifest inference = built(kubectl.get(), overlay).stream()
                .filter(manifest -> manifest.toString().equals(patch.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(Schemas.problems(inference.object())).isEmpty();
        String container = "/spec/template/spec/containers/0";
        assertThat(inference.at(container + "/image").asText()).startsWith("earlyview/inference-cuda:");
        assertThat(inference.at(container + "/resources/limits/nvidia.com~1gpu").asText())
                .isEqualTo("1");
        assertThat(inference.at(container + "/resources/limits/memory").asText())
                .isEqualTo("2Gi");
        assertThat(Manifest.elements(inference.at(container + "/env"))
                        .map(variable -> variable.get("name").asText()))
                .contains("EARLYVIEW_INFERENCE_DEVICE", "EARLYVIEW_INFERENCE_RELEASE_KEY_FILE");
    }

    private static List<Manifest> built() throws IOException, InterruptedException {
        Optional<Path> kubectl = kubectl();
        if (kubectl.isEmpty()) {
            return Manifest.base();
        }
        List<Manifest> built = built(kubectl.get(), Manifest.BASE);
        assertThat(built)
                .filteredOn(manifest -> !manifest.kind().equals("Namespace"))
                .allMatch(
                        manifest -> manifest.at("/metadata/namespace").asText().equals("earlyview"));
        return built;
    }

    private static List<Manifest> built(Path kubectl, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(kubectl.toString(), "kustomize", folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Manifest.parse("built", output);
    }

    private static Optional<Path> kubectl() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
