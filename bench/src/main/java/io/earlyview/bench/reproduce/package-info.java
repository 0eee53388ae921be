/** The four source problems again: the source's way and ours on the same simulated cohort, and a page that shows both. */
@NullMarked
package io.earlyview.bench.reproduce;

import org.jspecify.annotations.NullMarked;
