/**
 * Rules on what the run shows: whether there is signal, and whether it is the signal that was asked for.
 */
@NullMarked
package io.earlyview.training.checks.rule.evidence;

import org.jspecify.annotations.NullMarked;
