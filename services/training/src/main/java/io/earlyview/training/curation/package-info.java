/**
 * From frames to examples, and from examples and labels to a data set. The only step that reads {@code acquisitions},
 * {@code frames}, {@code examples} and {@code labels}. Knows nothing of networks, runs or releases.
 */
@NullMarked
package io.earlyview.training.curation;

import org.jspecify.annotations.NullMarked;
