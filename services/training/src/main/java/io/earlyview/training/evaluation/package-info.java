/** Scores through ONNX Runtime and says how good the scores are. Must not know how a network was fitted. */
@NullMarked
package io.earlyview.training.evaluation;

import org.jspecify.annotations.NullMarked;
