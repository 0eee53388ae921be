/** Writes a fitted network as ONNX. Knows the specification and its values, not how they were fitted. */
@NullMarked
package io.earlyview.training.fitting.onnx;

import org.jspecify.annotations.NullMarked;
