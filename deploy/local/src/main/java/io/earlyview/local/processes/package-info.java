/** Child processes: started, watched until ready, stopped in order. Knows nothing of what they do. */
@NullMarked
package io.earlyview.local.processes;

import org.jspecify.annotations.NullMarked;
