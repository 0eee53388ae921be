package io.earlyview.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object is what its kind's schema says, and a slip of the pen in any of its fields would be noticed. */
class SchemaTest {
    /** Maps whose keys are free, so that no schema can know them. Topics' config is held against the contract elsewhere. */
    private static final Pattern FREE =
            Pattern.compile(".*/(labels|annotations|matchLabels|requests|limits)|/data|/spec/config|/spec/selector");

    static List<Manifest> base() {
        return Manifest.base();
    }

    @ParameterizedTest
    @MethodSource("base")
    void isValid(Manifest manifest) {
        assertThat(Schemas.problems(manifest.object())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("base")
    void aMisspeltFieldAnywhereIsRefused(Manifest manifest) {
        Map<String, Boolean> refused = new TreeMap<>();
        for (String pointer : fields(manifest.object(), "", manifest.kind())) {
            ObjectNode misspelt = manifest.object().deepCopy();
            int slash = pointer.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) misspelt.at(pointer.substring(0, slash));
            String field = pointer.substring(slash + 1);
            JsonNode value = parent.remove(field);
            parent.set(field + "s", value);
            refused.put(pointer, !Schemas.problems(misspelt).isEmpty());
        }
        assertThat(refused).hasSizeGreaterThan(3).doesNotContainValue(false);
    }

    @Test
    void mutationsGoDeep() {
        Manifest inference = Manifest.ofKind("StatefulSet").getFirst();
        assertThat(fields(inference.object(), "", inference.kind()))
                .hasSizeGreaterThan(60)
                .contains("/spec/template/spec/containers/0/readinessProbe/httpGet/path");
    }

    @Test
    void aWrongTypeIsRefused() {
        Manifest ingestion = Manifest.ofKind("Deployment").getFirst();
        ObjectNode wrong = ingestion.object().deepCopy();
        ((ObjectNode) wrong.at("/spec/template/spec")).put("terminationGracePeriodSeconds", "soon");
        assertThat(Schemas.problems(wrong)).isNotEmpty();
        Manifest topic = Manifest.ofKind("KafkaTopic").getFirst();
        ObjectNode few = topic.object().deepCopy();
        ((ObjectNode) few.at("/spec")).put("partitions", 0);
        assertThat(Schemas.problems(few)).isNotEmpty();
    }

    @Test
    void aKindWithoutSchemaIsRefused() throws IOException {
        Manifest unknown = Manifest.parse("x", "apiVersion: v9\nkind: Spaceship\nmetadata: {name: x}\n")
                .getFirst();
        assertThat(Schemas.problems(unknown.object())).containsExactly("no schema for v9/Spaceship");
    }

    @Test
    void kustomizationNamesEveryFileAndUsesNothingElse() throws IOException {
        ObjectNode kustomization = Manifest.kustomization();
        assertThat(names(kustomization)).containsExactlyInAnyOrder("apiVersion", "kind", "namespace", "resources");
        try (Stream<Path> files = Files.list(Manifest.BASE)) {
            assertThat(Manifest.elements(kustomization.get("resources")).map(JsonNode::asText))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(file -> !file.equals("kustomization.yaml"))
                                    .toList());
        }
    }

    @Test
    void noTwoObjectsHaveTheSameKindAndName() {
        assertThat(Manifest.base().stream().map(Manifest::toString)).doesNotHaveDuplicates();
    }

    private static List<String> fields(JsonNode node, String at, String kind) {
        List<String> fields = new ArrayList<>();
        if (node instanceof ObjectNode object && !free(at, kind)) {
            for (String name : names(object)) {
                fields.add(at + "/" + name);
                fields.addAll(fields(object.get(name), at + "/" + name, kind));
            }
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                fields.addAll(fields(node.get(index), at + "/" + index, kind));
            }
        }
        return fields;
    }

    /** A Service's selector is a free map; a Deployment's is not. */
    private static boolean free(String at, String kind) {
        return FREE.matcher(at).matches() && (!at.equals("/spec/selector") || kind.equals("Service"));
    }

    private static Set<String> names(ObjectNode object) {
        Set<String> names = new LinkedHashSet<>();
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        return names;
    }
}
