/** From broker records to frames: decodes, checks, refuses. Knows nothing of what becomes of a frame. */
@NullMarked
package io.earlyview.inference.intake;

import org.jspecify.annotations.NullMarked;
