/**
 * From what was decided to records: scores, state, dead letters and offsets, in one Kafka transaction. Knows nothing of
 * how frames were chosen or scored.
 */
@NullMarked
package io.earlyview.inference.publication;

import org.jspecify.annotations.NullMarked;
