package io.earlyview.bench.inference.stage;

import io.earlyview.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The topics of one contestant's visit. All are new, so that nothing is left of an earlier visit, and go with it.
 *
 * @param frames where it reads
 * @param scores where it writes
 * @param prefix that topics it makes itself begin with; empty where it makes none
 */
public record Route(String frames, String scores, String prefix) {
    private static final int PARTITIONS = 4;
    private static final long LIMIT_SECONDS = 30;

    /** The service's own topics. */
    public static final Route OF_THE_SERVICE = new Route(Topics.FRAMES.topicName(), Topics.SCORES.topicName(), "");

    private static final String GROUP_OF_THE_SERVICE = "inference";

    /** Topics of a peer. */
    public static Route of(String name) {
        return new Route(name + "-frames", name + "-scores", name);
    }

    /** Makes the topics, with the settings of the contract. */
    public void make(Admin admin) {
        await(admin.createTopics(topics()).all(), "made");
    }

    /** Removes the topics and what the broker remembers of the service's group. The contestant has ended. */
    public void remove(Admin admin) {
        if (prefix.isEmpty()) {
            forgetGroup(admin);
        }
        Set<String> all = await(admin.listTopics().names(), "listed");
        List<String> own = all.stream()
                .filter(name -> prefix.isEmpty()
                        ? topics().stream().anyMatch(topic -> topic.name().equals(name))
                        : name.startsWith(prefix))
                .toList();
        await(admin.deleteTopics(own).all(), "removed");
    }

    /** How many frames the service has not committed yet. */
    public long behind(Admin admin) {
        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(frames, number))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> committed = await(
                admin.listConsumerGroupOffsets(GROUP_OF_THE_SERVICE).partitionsToOffsetAndMetadata(), "looked up");
        return await(admin.listOffsets(partitions).all(), "looked up").entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata position = committed.get(end.getKey());
                    return end.getValue().offset() - (position == null ? 0 : position.offset());
                })
                .sum();
    }

    private List<NewTopic> topics() {
        if (!prefix.isEmpty()) {
            return List.of(
                    topic(frames, PARTITIONS, Topics.FRAMES.settings()),
                    topic(scores, PARTITIONS, Topics.SCORES.settings()));
        }
        List<NewTopic> all = new ArrayList<>();
        Stream.of(Topics.values()).forEach(each -> {
            all.add(topic(each.topicName(), PARTITIONS, each.settings()));
            all.add(topic(each.deadLetterName(), 1, each.deadLetterSettings()));
        });
        return all;
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }

    /** The service has left its group when it ended; what the group had read must not be what the next one begins at. */
    private static void forgetGroup(Admin admin) {
        try {
            await(admin.deleteConsumerGroups(List.of(GROUP_OF_THE_SERVICE)).all(), "forgotten");
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            } // It never got as far as joining.
        }
    }

    private static <T> T await(KafkaFuture<T> asked, String what) {
        try {
            return asked.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics or group cannot be " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("topics or group not " + what + " in " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics or group were " + what, e);
        }
    }
}
