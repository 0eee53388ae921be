/** The whole system on one machine: where its data lies, on which ports it listens, and the order of its processes. */
@NullMarked
package io.earlyview.local.system;

import org.jspecify.annotations.NullMarked;
