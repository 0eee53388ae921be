/**
 * What this service speaks of: acquisitions, score revisions, labels, releases, operating points. Knows neither Kafka nor
 * SQL nor HTTP: java.* only.
 */
@NullMarked
package io.earlyview.results.domain;

import org.jspecify.annotations.NullMarked;
