/**
 * Which frames of an acquisition wait for which score, and how that survives a crash. Pure but for the reading of the
 * topic {@code assembly}; knows nothing of networks or of how scores are published.
 */
@NullMarked
package io.earlyview.inference.assembly;

import org.jspecify.annotations.NullMarked;
