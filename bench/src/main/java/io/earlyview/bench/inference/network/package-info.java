/** The networks that are run: how they are made, and ONNX Runtime with nothing around it. */
@NullMarked
package io.earlyview.bench.inference.network;

import org.jspecify.annotations.NullMarked;
