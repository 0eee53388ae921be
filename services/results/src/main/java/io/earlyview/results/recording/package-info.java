/**
 * From the domain into PostgreSQL: idempotent upserts, one transaction a batch, and the notification of what changed in
 * the same transaction. Knows no topic and no HTTP.
 */
@NullMarked
package io.earlyview.results.recording;

import org.jspecify.annotations.NullMarked;
