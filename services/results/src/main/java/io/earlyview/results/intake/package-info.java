/**
 * From Kafka to the domain: reads batches, refuses what cannot be understood to the dead-letter topics, hands the rest to
 * a {@link io.earlyview.results.intake.RecordSink} and acknowledges once it is committed. Knows no SQL and no HTTP.
 */
@NullMarked
package io.earlyview.results.intake;

import org.jspecify.annotations.NullMarked;
