/**
 * What the simulated cohorts for trying out training have in common: a case with its label, how strong the signal is, and
 * faults that a careful reader of the data should notice.
 *
 * <p>Knows {@code java.*} and how pixels are stored; not how any exam's pictures are made. Everything here is simulated
 * and must be called so wherever it is shown.
 */
@NullMarked
package io.earlyview.gateway.source.simulation.cohort;

import org.jspecify.annotations.NullMarked;
