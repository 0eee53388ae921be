/** Inference measured beside its limit and its peers: commands, and the order in which things are measured. */
@NullMarked
package io.earlyview.bench.inference;

import org.jspecify.annotations.NullMarked;
