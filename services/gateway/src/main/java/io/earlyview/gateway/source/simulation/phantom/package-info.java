/**
 * What simulated bodies are made of: seeded draws, shapes, smooth noise and blur.
 *
 * <p>Knows {@code java.*} only; nothing of any exam. Lengths are in millimetres unless a parameter says otherwise.
 */
@NullMarked
package io.earlyview.gateway.source.simulation.phantom;

import org.jspecify.annotations.NullMarked;
