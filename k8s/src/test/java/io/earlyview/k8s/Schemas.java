package io.earlyview.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The schema of every kind that the manifests may use; another kind is a problem, not an exception. A field that a schema
 * does not know is a problem too: the API server would drop it in silence, and with it what somebody relied on.
 */
final class Schemas {
    /** Kubernetes' classes check the names of fields one way and the values of fields another way. */
    private record BuiltIn(Names names, Class<?> type) {}

    private interface Names {
        void check(JsonElement json) throws IOException;
    }

    private static final Map<String, BuiltIn> BUILT_IN = Map.ofEntries(
            Map.entry("v1/Namespace", new BuiltIn(V1Namespace::validateJsonElement, V1Namespace.class)),
            Map.entry("v1/ConfigMap", new BuiltIn(V1ConfigMap::validateJsonElement, V1ConfigMap.class)),
            Map.entry("v1/Service", new BuiltIn(V1Service::validateJsonElement, V1Service.class)),
            Map.entry("v1/ServiceAccount", new BuiltIn(V1ServiceAccount::validateJsonElement, V1ServiceAccount.class)),
            Map.entry(
                    "v1/PersistentVolumeClaim",
                    new BuiltIn(V1PersistentVolumeClaim::validateJsonElement, V1PersistentVolumeClaim.class)),
            Map.entry("apps/v1/Deployment", new BuiltIn(V1Deployment::validateJsonElement, V1Deployment.class)),
            Map.entry("apps/v1/StatefulSet", new BuiltIn(V1StatefulSet::validateJsonElement, V1StatefulSet.class)),
            Map.entry(
                    "policy/v1/PodDisruptionBudget",
                    new BuiltIn(V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class)),
            Map.entry(
                    "autoscaling/v2/HorizontalPodAutoscaler",
                    new BuiltIn(V2HorizontalPodAutoscaler::validateJsonElement, V2HorizontalPodAutoscaler.class)),
            Map.entry(
                    "networking.k8s.io/v1/NetworkPolicy",
                    new BuiltIn(V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class)));

    private static final Map<String, JsonSchema> CUSTOM = Map.of(
            "kafka.strimzi.io/v1/KafkaTopic", strict(StrimziSchemas.kafkaTopic()),
            "keda.sh/v1alpha1/ScaledObject", strict(resource("/keda/scaledobject.json")));

    private Schemas() {}

    /** Everything that is wrong with an object; empty where nothing is. */
    static List<String> problems(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        if (BUILT_IN.get(kind) instanceof BuiltIn builtIn) {
            return builtIn(builtIn, object);
        }
        if (CUSTOM.get(kind) instanceof JsonSchema schema) {
            List<String> problems = new ArrayList<>(schema.validate(object).stream()
                    .map(ValidationMessage::getMessage)
                    .toList());
            if (object.get("metadata") instanceof JsonNode metadata) { // left to the API server by custom schemas
                problems.addAll(builtIn(new BuiltIn(V1ObjectMeta::validateJsonElement, V1ObjectMeta.class), metadata));
            }
            return problems;
        }
        return List.of("no schema for " + kind);
    }

    private static List<String> builtIn(BuiltIn builtIn, JsonNode object) {
        try {
            builtIn.names().check(JsonParser.parseString(object.toString()));
            if (JSON.getGson().fromJson(object.toString(), (Class<?>) builtIn.type()) == null) {
                return List.of("empty");
            }
            return List.of();
        } catch (IllegalArgumentException | JsonParseException | IOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** A schema that refuses what it does not name, unless it says that anything may stand there. */
    static JsonSchema strict(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(copy);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Schemas::close);
    }

    private static JsonNode resource(String name) {
        try (InputStream json = Schemas.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
