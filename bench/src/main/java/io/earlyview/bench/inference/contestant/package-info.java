/**
 * The peers of the inference service, each a program of its own: the same frames in, the same ONNX file, scores of the same size
 * out, as a good user of its library would write it. And the limit: ONNX Runtime with nothing around it.
 */
@NullMarked
package io.earlyview.bench.inference.contestant;

import org.jspecify.annotations.NullMarked;
