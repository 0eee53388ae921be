/**
 * Rules on losses and outputs.
 */
@NullMarked
package io.earlyview.training.checks.rule.loss;

import org.jspecify.annotations.NullMarked;
