/**
 * Rules on the data, before anything is fitted.
 */
@NullMarked
package io.earlyview.training.checks.rule.data;

import org.jspecify.annotations.NullMarked;
