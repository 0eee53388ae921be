/** Reads the table that comes with a folder of files: which file, whose, and what a reader said. Knows no pixels. */
@NullMarked
package io.earlyview.gateway.source.table;

import org.jspecify.annotations.NullMarked;
