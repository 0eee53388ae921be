/**
 * From a fitted network to a release: artifact store, manifest, topic {@code models}, and the release that comes with the
 * system. Knows neither how a network was made nor who asked for it.
 */
@NullMarked
package io.earlyview.training.release;

import org.jspecify.annotations.NullMarked;
