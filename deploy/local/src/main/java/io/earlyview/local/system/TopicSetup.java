package io.earlyview.local.system;

import io.earlyview.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics that are missing. */
final class TopicSetup {
    private static final int PARTITIONS = 4;

    private TopicSetup() {}

    static void createMissing(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get();
            Map<String, NewTopic> wanted = new HashMap<>();
            for (Topics topic : Topics.values()) {
                wanted.put(
                        topic.topicName(),
                        new NewTopic(topic.topicName(), PARTITIONS, (short) 1).configs(topic.settings()));
                wanted.put(
                        topic.deadLetterName(),
                        new NewTopic(topic.deadLetterName(), 1, (short) 1).configs(topic.deadLetterSettings()));
            }
            wanted.keySet().removeAll(there);
            admin.createTopics(wanted.values()).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics cannot be made on " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topics", e);
        }
    }
}
