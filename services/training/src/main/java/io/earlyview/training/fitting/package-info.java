/** Leads a fitting from labelled examples to an outcome. Must not know where examples come from or where releases go. */
@NullMarked
package io.earlyview.training.fitting;

import org.jspecify.annotations.NullMarked;
