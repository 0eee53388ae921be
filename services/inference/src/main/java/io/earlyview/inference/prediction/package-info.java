/** From pixels to a probability, through ONNX Runtime. Knows nothing of brokers, acquisitions or releases' topics. */
@NullMarked
package io.earlyview.inference.prediction;

import org.jspecify.annotations.NullMarked;
