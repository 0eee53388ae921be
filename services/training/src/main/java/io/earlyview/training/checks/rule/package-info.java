/**
 * What a rule is. The rules themselves lie below, by what they look at; they do not know each other.
 */
@NullMarked
package io.earlyview.training.checks.rule;

import org.jspecify.annotations.NullMarked;
