/**
 * Reads NumPy's {@code .npy} files into scans and refuses whatever is not exactly one. Knows nothing of patients,
 * pseudonyms or the network.
 */
@NullMarked
package io.earlyview.gateway.source.npy;

import org.jspecify.annotations.NullMarked;
