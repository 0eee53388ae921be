/** Puts bytes on the broker and says when they are safe. Must not know what a frame is or why one was refused. */
@NullMarked
package io.earlyview.ingestion.publication;

import org.jspecify.annotations.NullMarked;
