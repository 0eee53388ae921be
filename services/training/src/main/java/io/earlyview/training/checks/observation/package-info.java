/**
 * What a check sees of a run: records of numbers, before it, at each step, at each epoch and at its end. Must not know how the
 * numbers were measured or what is concluded from them.
 */
@NullMarked
package io.earlyview.training.checks.observation;

import org.jspecify.annotations.NullMarked;
