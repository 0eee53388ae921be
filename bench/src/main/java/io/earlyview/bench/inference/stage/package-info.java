/** What stands around a measurement: cores, broker, topics, processes. Knows nothing of what is measured. */
@NullMarked
package io.earlyview.bench.inference.stage;

import org.jspecify.annotations.NullMarked;
