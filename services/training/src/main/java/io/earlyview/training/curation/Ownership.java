package io.earlyview.training.curation;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * What a session does when its partitions change. Everything is forgotten and read again from the committed offsets:
 * that costs a little reading and is right whoever gets which partition.
 */
record Ownership(Runnable commit, Runnable forget) implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit.run();
        forget.run();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        // Somebody else owns them already, so nothing may be committed.
        forget.run();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
}
