/**
 * A run or a release as one page for people: what it is for, what it was made from, how it did, what was found, and where
 * its limits are. Draws what runs and releases have recorded. Must not change either, and nobody else knows this package.
 */
@NullMarked
package io.earlyview.training.page;

import org.jspecify.annotations.NullMarked;
