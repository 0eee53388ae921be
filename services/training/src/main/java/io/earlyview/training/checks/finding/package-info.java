/**
 * What a check says: how grave, on which numbers, what it means, what to do. Knows java.* only.
 */
@NullMarked
package io.earlyview.training.checks.finding;

import org.jspecify.annotations.NullMarked;
