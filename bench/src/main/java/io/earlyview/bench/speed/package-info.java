/** How long a step of fitting takes, ours against PyTorch's own. Knows networks and steps, no cohort and no study. */
@NullMarked
package io.earlyview.bench.speed;

import org.jspecify.annotations.NullMarked;
