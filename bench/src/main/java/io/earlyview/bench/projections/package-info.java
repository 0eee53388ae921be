/** Simulated DaTscan views as small as studies need them. */
@NullMarked
package io.earlyview.bench.projections;

import org.jspecify.annotations.NullMarked;
