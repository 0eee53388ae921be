/** The commands of the launcher that run a whole system on one machine. */
@NullMarked
package io.earlyview.local;

import org.jspecify.annotations.NullMarked;
