/** Fits a network with DJL's PyTorch engine on the CPU: forward, loss, step. Knows neither ONNX nor what the data mean. */
@NullMarked
package io.earlyview.training.fitting.torch;

import org.jspecify.annotations.NullMarked;
