package io.earlyview.inference.intake;

import io.earlyview.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives partitions of {@code frames} out so that as few as possible move and those that stay do not pause, and with each the
 * partition of {@code acquisitions} that has the same number: what the sender says of an acquisition goes where its frames go.
 */
public final class CoPartitioned extends CooperativeStickyAssignor {
    private static final String FRAMES = Topics.FRAMES.topicName();

    @Override
    public String name() {
        return "earlyview-co-partitioned";
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription subscribed) {
        Map<String, Subscription> framesOnly = new HashMap<>();
        subscribed
                .groupSubscription()
                .forEach((member, subscription) -> framesOnly.put(member, framesOf(subscription)));
        Map<String, Assignment> assignments = new HashMap<>();
        super.assign(cluster, new GroupSubscription(framesOnly))
                .groupAssignment()
                .forEach((member, assigned) -> assignments.put(member, withTwins(assigned)));
        return new GroupAssignment(assignments);
    }

    private static Subscription framesOf(Subscription subscription) {
        Subscription frames = new Subscription(
                List.of(FRAMES),
                subscription.userData(),
                subscription.ownedPartitions().stream()
                        .filter(partition -> partition.topic().equals(FRAMES))
                        .toList(),
                subscription.generationId().orElse(DEFAULT_GENERATION),
                subscription.rackId());
        frames.setGroupInstanceId(subscription.groupInstanceId());
        return frames;
    }

    private static Assignment withTwins(Assignment frames) {
        List<TopicPartition> both = new ArrayList<>(frames.partitions());
        frames.partitions()
                .forEach(partition ->
                        both.add(new TopicPartition(Topics.ACQUISITIONS.topicName(), partition.partition())));
        return new Assignment(both, frames.userData());
    }
}
