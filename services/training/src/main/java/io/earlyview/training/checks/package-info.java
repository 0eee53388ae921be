/**
 * Names what is wrong with a training run while it runs: numbers in, findings and a verdict out. Knows no framework, no broker
 * and no HTTP; whoever fits measures the numbers and obeys the verdict.
 */
@NullMarked
package io.earlyview.training.checks;

import org.jspecify.annotations.NullMarked;
