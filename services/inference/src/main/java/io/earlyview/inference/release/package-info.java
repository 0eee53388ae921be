/**
 * Which release scores which exam: reads topic {@code models}, fetches and checks the artifact, warms the network up, and
 * offers it to the scoring thread. Knows nothing of frames' topics or of scores.
 */
@NullMarked
package io.earlyview.inference.release;

import org.jspecify.annotations.NullMarked;
