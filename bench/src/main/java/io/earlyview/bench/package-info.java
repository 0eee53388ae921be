/** Leads to the measurements by name. Each is a package of its own and knows none of the others; what they share stands in files and projections. */
@NullMarked
package io.earlyview.bench;

import org.jspecify.annotations.NullMarked;
