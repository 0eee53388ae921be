/** What is sent: simulated pairs of views, and the records they travel in. Knows nothing of who scores them. */
@NullMarked
package io.earlyview.bench.inference.acquisitions;

import org.jspecify.annotations.NullMarked;
