package io.earlyview.training.curation;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** Where and when a record lies on the broker, and the headers that carry its trace. */
record RecordPlace(TopicPartition partition, long offset, long timestampMillis, Headers headers) {
    static RecordPlace of(ConsumerRecord<?, ?> kafkaRecord) {
        return new RecordPlace(
                new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()),
                kafkaRecord.offset(),
                kafkaRecord.timestamp(),
                kafkaRecord.headers());
    }
}
