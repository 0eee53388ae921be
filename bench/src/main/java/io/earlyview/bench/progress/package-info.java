/** How far a long measurement is. */
@NullMarked
package io.earlyview.bench.progress;

import org.jspecify.annotations.NullMarked;
