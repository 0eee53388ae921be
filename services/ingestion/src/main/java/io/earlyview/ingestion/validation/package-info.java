/** The rules that a request must keep, over messages of the contract. Must not know gRPC or Kafka. */
@NullMarked
package io.earlyview.ingestion.validation;

import org.jspecify.annotations.NullMarked;
