package io.earlyview.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.earlyview.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cluster's topics are the contract's topics. */
class TopicManifestsTest {

    @Test
    void everyTopicOfTheContractAndNoOther() {
        assertThat(Manifest.ofKind("KafkaTopic").stream().map(Manifest::name))
                .containsExactlyInAnyOrderElementsOf(Topics.allNames());
    }

    @ParameterizedTest
    @EnumSource(Topics.class)
    void settingsAreTheContracts(Topics topic) {
        assertThat(config(topic.topicName())).isEqualTo(withReplication(topic.settings()));
        assertThat(config(topic.deadLetterName())).isEqualTo(withReplication(topic.deadLetterSettings()));
    }

    @Test
    void whatInferenceOwnsTogetherHasEquallyManyPartitions() {
        assertThat(List.of(partitions(Topics.ACQUISITIONS), partitions(Topics.ASSEMBLY)))
                .containsOnly(partitions(Topics.FRAMES));
    }

    @Test
    void inferenceScalesByTheLagOfFramesUpToItsPartitions() {
        Manifest scaling = Manifest.ofKind("ScaledObject").getFirst();
        assertThat(scaling.at("/spec/maxReplicaCount").asInt()).isEqualTo(partitions(Topics.FRAMES));
        assertThat(scaling.at("/spec/minReplicaCount").asInt()).isPositive();
        assertThat(scaling.at("/spec/fallback/replicas").asInt()).isLessThanOrEqualTo(partitions(Topics.FRAMES));
        assertThat(scaling.at("/spec/triggers/0/metadata/topic").asText()).isEqualTo(Topics.FRAMES.topicName());
        assertThat(scaling.at("/spec/triggers/0/metadata/bootstrapServers").asText())
                .isEqualTo(Manifest.ofKind("ConfigMap")
                        .getFirst()
                        .at("/data/KAFKA_BOOTSTRAP_SERVERS")
                        .asText());
    }

    @Test
    void everyTopicSurvivesTheLossOfABroker() {
        assertThat(Manifest.ofKind("KafkaTopic"))
                .allSatisfy(
                        topic -> assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3))
                .allSatisfy(topic -> assertThat(topic.object()
                                .at("/metadata/labels")
                                .path("strimzi.io/cluster")
                                .asText())
                        .isEqualTo("earlyview"));
    }

    private static Map<String, String> withReplication(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("min.insync.replicas", "2");
        return all;
    }

    private static Map<String, String> config(String topic) {
        Map<String, String> config = new HashMap<>();
        find(topic)
                .at("/spec/config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return config;
    }

    private static int partitions(Topics topic) {
        return find(topic.topicName()).at("/spec/partitions").asInt();
    }

    private static Manifest find(String topic) {
        return Manifest.ofKind("KafkaTopic").stream()
                .filter(manifest -> manifest.name().equals(topic))
                .findFirst()
                .orElseThrow();
    }
}
