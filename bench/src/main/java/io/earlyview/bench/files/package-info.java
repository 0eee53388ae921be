/** What every measurement leaves behind is written here, whole or not at all. */
@NullMarked
package io.earlyview.bench.files;

import org.jspecify.annotations.NullMarked;
