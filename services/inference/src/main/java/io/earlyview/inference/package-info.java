/**
 * The inference service: frames in, scores out. This package puts the steps together (intake, assembly, prediction,
 * publication, with releases beside them); each step alone knows none of the others.
 */
@NullMarked
package io.earlyview.inference;

import org.jspecify.annotations.NullMarked;
