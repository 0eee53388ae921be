package io.earlyview.testing;

import io.earlyview.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics of the contract with their settings. */
public final class TopicCreation {
    private TopicCreation() {}

    /** All topics and their dead-letter topics, with this many partitions each. */
    public static void createAll(String bootstrapServers, int partitions) {
        List<NewTopic> topics = new ArrayList<>();
        for (Topics topic : Topics.values()) {
            topics.add(new NewTopic(topic.topicName(), partitions, (short) 1).configs(topic.settings()));
            topics.add(new NewTopic(topic.deadLetterName(), 1, (short) 1).configs(topic.deadLetterSettings()));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics cannot be made on " + bootstrapServers, e.getCause());
        }
    }
}
