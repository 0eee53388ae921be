/** Sends frames, backlog or open loop, and takes scores as a subscriber that reads committed. Does not know who scores. */
@NullMarked
package io.earlyview.bench.inference.load;

import org.jspecify.annotations.NullMarked;
