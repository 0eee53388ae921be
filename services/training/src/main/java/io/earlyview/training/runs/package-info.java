/**
 * One training run from request to release, told over HTTP while it goes on. The only step that knows the others: it
 * calls curation, fitting, evaluation and release in turn, and computes nothing itself.
 */
@NullMarked
package io.earlyview.training.runs;

import org.jspecify.annotations.NullMarked;
