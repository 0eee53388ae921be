/**
 * Rules on gradients, updates and units: whether anything moves, and how far.
 */
@NullMarked
package io.earlyview.training.checks.rule.gradient;

import org.jspecify.annotations.NullMarked;
