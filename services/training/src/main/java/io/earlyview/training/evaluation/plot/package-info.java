/**
 * Draws figures as SVG: plain vector pictures, the same bytes for the same figures, readable in print and without
 * telling red from green. Must not compute a figure, and must not know where the numbers came from.
 */
@NullMarked
package io.earlyview.training.evaluation.plot;

import org.jspecify.annotations.NullMarked;
