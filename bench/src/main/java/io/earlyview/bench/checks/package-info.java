/** What the checks of a training run are worth: faults put in, healthy runs, and data without any signal. */
@NullMarked
package io.earlyview.bench.checks;

import org.jspecify.annotations.NullMarked;
