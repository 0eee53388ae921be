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

    private static List<Manifest> built() throws IOException, InterruptedException {
        Optional<Path> kubectl = kubectl();
        if (kubectl.isEmpty()) {
            return Manifest.base();
        }
        Process process = new ProcessBuilder(kubectl.get().toString(), "kustomize", Manifest.BASE.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        List<Manifest> built = Manifest.parse("built", output);
        assertThat(built)
                .filteredOn(manifest -> !manifest.kind().equals("Namespace"))
                .allMatch(
                        manifest -> manifest.at("/metadata/namespace").asText().equals("earlyview"));
        return built;
    }

    private static Optional<Path> kubectl() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
